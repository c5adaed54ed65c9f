import ExhibitModel
import ExhibitRecord

/// Makes the projections again from the entries, which are the truth.
package enum LedgerRebuild {
    /// Returns the number of entries that were replayed.
    ///
    /// Holds the ledger's lock throughout: nobody appends meanwhile. A ledger of an older exhibit is migrated, which
    /// comes to the same.
    package static func perform(_ home: Home) throws -> Int64 {
        let db = try SQLiteConnection(home.database, .readWrite)
        try Opening.checkFormat(db, home.database)
        let queries = Queries(db: db, store: ContentStore(home))
        guard try Migration.perform(db, home, Writer.lockSeconds) == nil else { return try queries.size() }
        return try FileLock.holding(home.lock, seconds: Writer.lockSeconds) {
            try db.transaction { try remake(queries) }
            return try queries.size()
        }
    }

    /// Drops the projections and makes them again, inside the caller's transaction.
    ///
    /// An entry that did not follow the state tables is left to the audit.
    static func remake(_ queries: Queries) throws {
        let db = queries.db
        for table in Schema.projectionTables { try db.execute("DROP TABLE IF EXISTS \(table)") }
        try db.execute(Schema.projections)
        let projection = Projection(db, blob: queries.blob)
        try queries.forEachEntry { entry in _ = try projection.apply(entry) }
    }
}
