package import ExhibitRecord

/// Makes projections of a snapshot again from its entries, in memory, and compares them with the stored tables.
///
/// The fresh tables are SQLite's temporary ones: they hide the stored ones from the projecting code, which is the very
/// code that wrote those, and a read-only connection can have them. They hold only what was applied since the last
/// ``settle()``, so that a ledger of any length takes the same memory.
package final class ProjectionRebuild {
    private let db: SQLiteConnection
    private let projection: Projection
    private let part: ProjectionPart
    private var comparisons: [ProjectionComparison]
    private var unreadable: [ProjectionDifference] = []

    /// How many tables are compared by all parts together.
    package static var tableCount: Int { Schema.projectionTables.count }

    /// `blob` is asked for logs, and `verdicts` for the rows of verdicts; by default, the reader's own store is.
    package init(
        _ reader: AuditReader,
        _ part: ProjectionPart,
        _ verdicts: VerdictRows? = nil,
        blob: ((String) -> [UInt8]?)? = nil
    ) throws {
        let db = reader.connection
        self.db = db
        self.part = part
        projection = Projection(db, verdicts, blob: blob ?? reader.blob)
        try Self.prepare(db)
        let isOlder = try Migration.version(db) < Schema.version
        comparisons = try part.tables.map { try ProjectionComparison($0, part, isOlder: isOlder, db) }
    }

    private static func prepare(_ db: SQLiteConnection) throws {
        try db.execute("PRAGMA temp_store=MEMORY")
        // Indexes serve questions that nobody asks here.
        let tables = Schema.projections.split(separator: ";").map { $0.trimmed }.filter {
            $0.hasPrefix("CREATE TABLE ")
        }
        for table in tables { try db.execute("CREATE TEMP TABLE " + table.dropFirst("CREATE TABLE ".count)) }
        try db.execute(ProjectionComparison.scratch)
    }

    /// Takes the next entries; for runs, all entries of a run before the next ``settle()``.
    package func apply(_ entries: [Entry]) throws {
        for entry in entries { try apply(entry) }
    }

    private func apply(_ entry: Entry) throws {
        do throws(SQLiteError) {
            switch part {
            case .runs: _ = try projection.applyToRun(entry)
            case .ledger: _ = try projection.applyToLedger(entry)
            }
        } catch {
            // SQLITE_CONSTRAINT: two entries claim the same row
            guard error.code == 19 else { throw error }
            unreadable.append(
                ProjectionDifference(
                    table: "entry",
                    kind: .unreadable,
                    row: "\(entry.seq)",
                    detail: "it cannot follow what stands before it: \(error.message)"
                )
            )
        }
    }

    /// Compares what was applied, lets go of it, and gives the differing rows: at most three of a table and kind.
    package func settle() throws -> [ProjectionDifference] {
        var found = unreadable
        unreadable = []
        for index in comparisons.indices { found += try comparisons[index].perform(db) }
        for comparison in comparisons { try db.execute("DELETE FROM temp.\(comparison.table)") }
        return found
    }

    /// How many stored rows each table had for what was applied.
    package var stored: [String: Int64] {
        Dictionary(uniqueKeysWithValues: comparisons.map { ($0.table, $0.stored) })
    }

    /// Stored rows of runs that no entry names, in tables that have more rows than the entries account for.
    package func strangers(known: some Sequence<String>, stored: [String: Int64]) throws -> [ProjectionDifference] {
        guard part == .runs else { return [] }
        let suspicious = try comparisons.filter { comparison in
            let count = try comparison.rowCount(db)
            return count != nil && count != stored[comparison.table]
        }
        guard !suspicious.isEmpty else { return [] }
        try db.execute("CREATE TEMP TABLE known(run_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
        for run in known { try db.run("INSERT OR IGNORE INTO known(run_id) VALUES(?1)", [.text(run)]) }
        return try suspicious.flatMap { try $0.strangers(db) }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        drop { $0.isWhitespace || $0.isNewline }
    }
}
