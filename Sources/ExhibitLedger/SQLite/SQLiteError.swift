package import ExhibitModel

/// What SQLite answered, with the step that asked.
///
/// Never holds bound values.
package struct SQLiteError: Error, Sendable, Hashable, Reportable {
    /// The primary result code of <https://www.sqlite.org/rescode.html>.
    package let code: Int32
    package let step: String
    package let message: String

    package var report: Report {
        let told = "\(step): \(message)"
        return switch code {
        case 5, 6: Report(.ledgerLocked, told)  // SQLITE_BUSY, SQLITE_LOCKED
        case 8, 14: Report(.ledgerReadOnly, told)  // SQLITE_READONLY, SQLITE_CANTOPEN
        case 13: Report(.diskFull, told)  // SQLITE_FULL
        case 11, 26: Report(.ledgerCorrupt, told)  // SQLITE_CORRUPT, SQLITE_NOTADB
        default: Report(.fileFailed, told)
        }
    }
}
