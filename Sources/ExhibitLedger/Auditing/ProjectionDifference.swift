/// A row in which the stored tables and the entries do not agree.
package struct ProjectionDifference: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// Both have the row, with other values.
        case changed
        /// The entries make a row that the table lacks.
        case missing
        /// The table has a row that no entry makes.
        case extra
        /// The table cannot be compared at all.
        case unreadable
    }

    package let table: String
    package let kind: Kind
    /// The row's key, its parts divided by `/`.
    package let row: String
    /// Which columns differ and how.
    package let detail: String
}
