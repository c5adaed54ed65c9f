import CSQLite
import CSQLiteFaults
import ExhibitModel
import Glibc

/// Sole owner of one open database, with the statements that were compiled on it.
///
/// A class that is not `Sendable`: whoever holds it decides which thread it lives on. SQL texts are literals, so the
/// cache is as small as the program.
@safe package final class SQLiteConnection {
    private let db: OpaquePointer
    private var statements: [UnsafePointer<UInt8>: OpaquePointer] = unsafe [:]

    enum Access {
        case create
        case readWrite
        case readOnly
        /// A folder that nobody can write: SQLite must not look for a WAL or take locks.
        case immutable
        case memory
    }

    init(_ path: String, _ access: Access) throws(SQLiteError) {
        #if DEBUG
        exhibit_sqlite_faults_install()
        #endif
        var handle: OpaquePointer?
        let flags: Int32
        var name = path
        switch access {
        case .create: flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .readWrite: flags = SQLITE_OPEN_READWRITE
        case .readOnly: flags = SQLITE_OPEN_READONLY
        case .immutable:
            flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            name = "file:\(Self.escaped(path))?mode=ro&immutable=1"
        case .memory:
            flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            name = ":memory:"
        }
        let code = unsafe sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard let handle = unsafe handle else { throw SQLiteError(code: 7, step: "open", message: "out of memory") }
        guard code == SQLITE_OK else {
            let error = unsafe Self.error(code, handle, "open \(path)")
            unsafe _ = sqlite3_close(handle)
            throw error
        }
        unsafe db = handle
        unsafe _ = sqlite3_busy_timeout(db, 5000)
        unsafe _ = exhibit_sqlite3_set_defensive(db, 1)
    }

    deinit {
        unsafe statements.values.forEach { unsafe _ = sqlite3_finalize($0) }
        let code = unsafe sqlite3_close(db)
        assert(code == SQLITE_OK, "a statement outlived its connection")
    }

    /// A path inside a `file:` URI: bytes that mean something there, and those outside ASCII, are percent-encoded.
    static func escaped(_ path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"), 0x80...: "%" + Hex.encode([byte])
            default: String(UnicodeScalar(byte))
            }
        }.joined()
    }

    static func error(_ code: Int32, _ db: OpaquePointer, _ step: String) -> SQLiteError {
        // SQLite calls only ENOSPC a full disk; a quota and a limit on file sizes are the same to the user. It keeps no
        // system error of a commit (sqlite3_system_errno gives 0), so errno is asked before anything else can set it.
        let isFull = code & 255 == SQLITE_IOERR && [EDQUOT, EFBIG].contains(errno)
        // What is wrong with a file is worth its name.
        let isFile = [SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOTADB, SQLITE_READONLY]
            .contains(code & 255)
        let file = unsafe isFile ? sqlite3_db_filename(db, "main").map { unsafe String(cString: $0) } ?? "" : ""
        let message = unsafe (file.isEmpty ? "" : "\(file): ") + String(cString: sqlite3_errmsg(db))
        return SQLiteError(code: isFull ? SQLITE_FULL : code & 255, step: step, message: message)
    }

    /// Compiles `sql` once, binds `values`, and hands the statement to `body`; it is reset when `body` returns.
    func query<T>(
        _ sql: StaticString,
        _ values: [SQLiteValue] = [],
        _ body: (borrowing SQLiteStatement) throws(SQLiteError) -> T
    ) throws(SQLiteError) -> T {
        let handle = try unsafe prepared(sql)
        defer {
            unsafe _ = sqlite3_reset(handle)
            unsafe _ = sqlite3_clear_bindings(handle)
        }
        let statement = unsafe SQLiteStatement(handle, on: db, sql: sql)
        try statement.bind(values)
        return try body(statement)
    }

    private func prepared(_ sql: StaticString) throws(SQLiteError) -> OpaquePointer {
        if let handle = unsafe statements[sql.utf8Start] { return unsafe handle }
        var handle: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(
            db,
            UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self),
            Int32(sql.utf8CodeUnitCount),
            UInt32(SQLITE_PREPARE_PERSISTENT),
            &handle,
            nil
        )
        guard code == SQLITE_OK, let handle = unsafe handle else { throw unsafe Self.error(code, db, "\(sql)") }
        unsafe statements[sql.utf8Start] = handle
        return unsafe handle
    }

    /// Runs a statement that gives no rows.
    func run(_ sql: StaticString, _ values: [SQLiteValue] = []) throws(SQLiteError) {
        try query(sql, values) { statement throws(SQLiteError) in
            while try statement.step() {}
        }
    }

    /// Runs several statements that take no values, such as the schema.
    func execute(_ sql: String) throws(SQLiteError) {
        let code = unsafe sqlite3_exec(db, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw unsafe Self.error(code, db, "execute") }
    }

    /// The first row's first column; nil without a row.
    func integer(_ sql: StaticString, _ values: [SQLiteValue] = []) throws(SQLiteError) -> Int64? {
        try query(sql, values) { statement throws(SQLiteError) in
            try statement.step() && !statement.isNull(0) ? statement.integer(0) : nil
        }
    }

    func text(_ sql: StaticString, _ values: [SQLiteValue] = []) throws(SQLiteError) -> String? {
        try query(sql, values) { statement throws(SQLiteError) in
            try statement.step() ? statement.text(0) : nil
        }
    }

    func blob(_ sql: StaticString, _ values: [SQLiteValue] = []) throws(SQLiteError) -> [UInt8]? {
        try query(sql, values) { statement throws(SQLiteError) in
            try statement.step() && !statement.isNull(0) ? statement.blob(0) : nil
        }
    }

    /// All rows, each through `read`.
    func rows<T>(
        _ sql: StaticString,
        _ values: [SQLiteValue] = [],
        _ read: (borrowing SQLiteStatement) throws(SQLiteError) -> T
    ) throws(SQLiteError) -> [T] {
        try query(sql, values) { statement throws(SQLiteError) in
            var rows: [T] = []
            while try statement.step() { rows.append(try read(statement)) }
            return rows
        }
    }

    /// All that `body` does, or nothing of it.
    ///
    /// `body` is synchronous, so no other task can run in the middle.
    func transaction<T, E: Error>(_ body: () throws(E) -> T) throws -> T {
        try run("BEGIN IMMEDIATE")
        do {
            let result = try body()
            if let fault = FailPoint.before("ledger.commit") {
                let code = fault == ENOSPC ? SQLITE_FULL : SQLITE_IOERR
                throw SQLiteError(code: code, step: "COMMIT", message: "\(path): refused by a test")
            }
            try run("COMMIT")
            FailPoint.after("ledger.commit")
            return result
        } catch {
            if isInTransaction { try execute("ROLLBACK") }
            throw error
        }
    }

    /// Empty for a database in memory.
    private var path: String { unsafe sqlite3_db_filename(db, "main").map { unsafe String(cString: $0) } ?? "" }

    /// SQLite ends a transaction by itself over some faults, such as a full disk.
    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(db) == 0 }

    static var version: String { unsafe String(cString: sqlite3_libversion()) }
}
