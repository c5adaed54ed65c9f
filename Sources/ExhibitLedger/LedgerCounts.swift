/// How much a ledger holds.
package struct LedgerCounts: Sendable, Hashable {
    package let entries: Int64
    package let runs: Int64
    package let openRuns: Int64
    package let artifacts: Int64
    package let artifactBytes: Int64
    package let checkpoints: Int64
    package let databaseBytes: Int64

    init(_ db: SQLiteConnection) throws(SQLiteError) {
        entries = try db.integer("SELECT ifnull(max(seq), -1) + 1 FROM entry") ?? 0
        runs = try db.integer("SELECT count(*) FROM run") ?? 0
        openRuns =
            try db.integer(
                "SELECT count(*) FROM run WHERE state IN ('planned','submitting','waiting','polling','receiving','recorded')"
            ) ?? 0
        artifacts = try db.integer("SELECT count(*) FROM blob WHERE data IS NULL") ?? 0
        artifactBytes = try db.integer("SELECT ifnull(sum(bytes), 0) FROM blob WHERE data IS NULL") ?? 0
        checkpoints = try db.integer("SELECT count(*) FROM checkpoint") ?? 0
        databaseBytes = (try db.integer("PRAGMA page_count") ?? 0) * (try db.integer("PRAGMA page_size") ?? 0)
    }
}
