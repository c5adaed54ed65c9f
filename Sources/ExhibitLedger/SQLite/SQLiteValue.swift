/// A value of one of SQLite's five storage classes but REAL, which our tables never hold.
package enum SQLiteValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    package static func of(_ text: String?) -> SQLiteValue { text.map(SQLiteValue.text) ?? .null }
    package static func of(_ number: Int?) -> SQLiteValue { number.map { .integer(Int64($0)) } ?? .null }
}
