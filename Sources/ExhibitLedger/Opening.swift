import ExhibitCrypto
import ExhibitModel
import Glibc

/// Opening a ledger's database for writing, and making a new one.
enum Opening {
    /// A ledger that is open for writing.
    struct Opened {
        let writer: Writer
        let keys: Keys
        let identity: Identity
        /// The database as an older exhibit had left it, when it had to be migrated.
        let copy: String?
    }

    /// `name` is the readable part of a new ledger's origin.
    static func openOrCreate(
        _ home: Home,
        name: String,
        _ lockSeconds: Int,
        _ environment: Environment
    ) throws -> Opened {
        // Also for a ledger that is there: a copy may lack the folders that were empty.
        try makeFolders(home)
        if !home.hasLedger { try create(home, name: name, lockSeconds, environment) }
        let db = try SQLiteConnection(home.database, .readWrite)
        try checkFormat(db, home.database)
        try configure(db)
        let keys = try Keys.load(from: home).completed(in: home, lockSeconds: lockSeconds)
        let copy = try Migration.perform(db, home, lockSeconds)
        let writer = Writer(home: home, db: db, lockSeconds: lockSeconds)
        guard let first = try writer.queries.entry(0), let identity = Identity(first) else {
            throw LedgerError.headless(path: home.database)
        }
        return Opened(writer: writer, keys: keys, identity: identity, copy: copy)
    }

    static func checkFormat(_ db: SQLiteConnection, _ path: String) throws {
        guard try db.integer("PRAGMA application_id") == Schema.applicationID else {
            throw LedgerError.notALedger(path: path)
        }
        let version = try Migration.version(db)
        guard version <= Schema.version else { throw LedgerError.fromFuture(found: version, known: Schema.version) }
    }

    /// The cache holds what the largest submission changes: pages that do not fit are written to the log and read back.
    private static func configure(_ db: SQLiteConnection) throws {
        try db.execute(
            """
            PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF;
            PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=1000; PRAGMA cache_size=-16000;
            """
        )
    }

    private static func makeFolders(_ home: Home) throws(LedgerError) {
        do throws(FileFault) {
            try home.makeFolders()
        } catch {
            throw error.report.code == .diskFull ? .file(error) : .readOnly(home: home.path)
        }
        guard RegularFile.isWritableFolder(home.path) else { throw .readOnly(home: home.path) }
    }

    private static func create(_ home: Home, name: String, _ lockSeconds: Int, _ environment: Environment) throws {
        try FileLock.holding(home.lock, seconds: lockSeconds) {
            // Another process may have made it while we waited.
            guard !home.hasLedger else { return }
            try build(home, name: name, environment)
        }
    }

    private static func build(_ home: Home, name: String, _ environment: Environment) throws {
        // Keys of a ledger that was moved away are kept: with them its backup can go on.
        let keys = try (try? Keys.load(from: home)) ?? Keys.make(in: home)
        // Built under another name: a crash in between leaves no half-made ledger behind.
        let scratch = home.database + ".new"
        for suffix in ["", "-wal", "-shm"] { try RegularFile.remove(scratch + suffix) }
        do {
            let db = try SQLiteConnection(scratch, .create)
            // Prompts stand in it; its write-ahead log takes the same mode.
            try RegularFile.setMode(scratch, 0o600)
            // A page of 8 KiB wastes less on blobs of a kilobyte or two than one of 4 KiB; it has to be set first.
            try db.execute(
                "PRAGMA page_size=8192; PRAGMA application_id=\(Schema.applicationID); PRAGMA user_version=\(Schema.version);"
            )
            try db.execute(Schema.truth + Schema.projections + Schema.operation)
            try configure(db)
            try Identity.found(db, home, name: name, keys, environment)
            try db.execute("PRAGMA journal_mode=WAL")
        }
        try RegularFile.rename(scratch, to: home.database)
        try RegularFile.syncFolder(of: home.database)
    }
}
