import ExhibitModel
import Glibc

/// Brings a ledger that an older exhibit made to the tables of this one; the database as it was stays beside it.
///
/// Only projections change: entries, tree, checkpoints and stored bytes are the same in every schema.
enum Migration {
    /// Does nothing where the tables are those of this program.
    ///
    /// Waits at most `lockSeconds` for processes of the older program to end: they do not know the new tables.
    /// - Returns: the path of the copy; nil when nothing had to be done.
    static func perform(_ db: SQLiteConnection, _ home: Home, _ lockSeconds: Int) throws -> String? {
        var waited = 0
        while try version(db) < Schema.version {
            let (holder, copy) = try FileLock.holding(home.lock, seconds: lockSeconds) {
                try attempt(db, home)
            }
            guard let holder else { return copy }
            guard waited < lockSeconds * 1000 else { throw LedgerError.locked(path: holder, seconds: lockSeconds) }
            usleep(100_000)
            waited += 100
        }
        return nil
    }

    static func version(_ db: SQLiteConnection) throws(SQLiteError) -> Int64 {
        try db.integer("PRAGMA user_version") ?? 0
    }

    /// Under the ledger's lock: the lock file of a process that is in the way, or the copy that was made.
    private static func attempt(_ db: SQLiteConnection, _ home: Home) throws -> (holder: String?, copy: String?) {
        let found = try version(db)
        // Another process may have done it while this one waited.
        guard found < Schema.version else { return (nil, nil) }
        for name in RegularFile.names(in: home.sessions) where name.hasSuffix(".lock") {
            if SessionLife.isHeld(String(name.dropLast(5)), home) { return ("\(home.sessions)/\(name)", nil) }
        }
        let copy = try keep(db, home, version: found)
        try db.transaction {
            try LedgerRebuild.remake(Queries(db: db, store: ContentStore(home)))
            try db.execute(Schema.operation)
            try db.execute("PRAGMA user_version=\(Schema.version)")
        }
        return (nil, copy)
    }

    /// Copies the database to `ledger.v<schema>.sqlite`: whole, or not at all.
    private static func keep(_ db: SQLiteConnection, _ home: Home, version: Int64) throws -> String {
        let stem = "\(home.path)/ledger.v\(version)"
        var path = stem + ".sqlite"
        var number = 1
        while RegularFile.exists(path) {
            number += 1
            path = "\(stem)-\(number).sqlite"
        }
        let scratch = path + ".partial"
        try RegularFile.remove(scratch)
        try db.run("VACUUM INTO ?1", [.text(scratch)])
        try RegularFile.setMode(scratch, 0o600)
        // As the home has it, so that renaming it is all that restoring takes.
        try SQLiteConnection(scratch, .readWrite).execute("PRAGMA journal_mode=WAL")
        try RegularFile.sync(scratch)
        try RegularFile.rename(scratch, to: path)
        try RegularFile.syncFolder(of: path)
        return path
    }
}
