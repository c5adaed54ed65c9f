import ExhibitModel
import ExhibitRecord

/// Makes the projections again from the entries, which are the truth.
package enum LedgerRebuild {
    /// Returns the number of entries that were replayed.
    ///
    /// Holds the ledger's lock throughout: nobody appends meanwhile.
    package static func perform(_ home: Home) throws -> Int64 {
        let db = try SQLiteConnection(home.database, .readWrite)
        try Opening.checkFormat(db, home.database)
        let queries = Queries(db: db, store: ContentStore(home))
        return try FileLock.holding(home.lock, seconds: Writer.lockSeconds) {
            try db.transaction {
                for table in Schema.projectionTables { try db.execute("DROP TABLE IF EXISTS \(table)") }
                try db.execute(Schema.projections)
                try replay(from: queries, into: Projection(db, blob: queries.blob))
            }
            return try queries.size()
        }
    }

    /// Applies every entry in order; an entry that did not follow the state table is left to the audit.
    static func replay(from queries: Queries, into projection: Projection) throws {
        try queries.forEachEntry { entry in
            _ = try projection.apply(entry)
        }
    }
}
