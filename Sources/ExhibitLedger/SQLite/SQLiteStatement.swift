import CSQLite

/// A compiled statement that its connection keeps; valid inside the closure that it was handed to.
@safe struct SQLiteStatement: ~Copyable {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private let sql: StaticString

    init(_ handle: OpaquePointer, on connection: OpaquePointer, sql: StaticString) {
        unsafe self.handle = handle
        unsafe self.connection = connection
        self.sql = sql
    }

    /// Moves to the next row; false after the last.
    borrowing func step() throws(SQLiteError) -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw unsafe SQLiteConnection.error(code, connection, "\(sql)")
        }
    }

    borrowing func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            let code =
                switch value {
                case .null: unsafe sqlite3_bind_null(handle, position)
                case .integer(let number): unsafe sqlite3_bind_int64(handle, position, number)
                case .text(let text): unsafe Self.bind(text, handle, position)
                case .blob(let bytes): unsafe Self.bind(bytes, handle, position)
                }
            guard code == SQLITE_OK else {
                throw unsafe SQLiteConnection.error(code, connection, "bind \(position) of \(sql)")
            }
        }
    }

    private static func bind(_ text: String, _ handle: OpaquePointer, _ position: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                unsafe exhibit_sqlite3_bind_text(handle, position, characters.baseAddress, Int32(characters.count))
            }
        }
    }

    private static func bind(_ bytes: [UInt8], _ handle: OpaquePointer, _ position: Int32) -> Int32 {
        guard !bytes.isEmpty else { return unsafe sqlite3_bind_zeroblob(handle, position, 0) }
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe exhibit_sqlite3_bind_blob(handle, position, buffer.baseAddress, Int32(buffer.count))
        }
    }

    var columnCount: Int32 { unsafe sqlite3_column_count(handle) }

    func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

    func text(_ column: Int32) -> String? {
        guard let characters = unsafe sqlite3_column_text(handle, column) else { return nil }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe String(decoding: UnsafeBufferPointer(start: characters, count: count), as: UTF8.self)
    }

    func blob(_ column: Int32) -> [UInt8] {
        guard let data = unsafe sqlite3_column_blob(handle, column) else { return [] }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func value(_ column: Int32) -> SQLiteValue {
        switch unsafe sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_TEXT: .text(text(column) ?? "")
        case SQLITE_BLOB: .blob(blob(column))
        default: .null
        }
    }
}
