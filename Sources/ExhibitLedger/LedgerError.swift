package import ExhibitModel
package import ExhibitRecord

/// What can be wrong with a ledger as a whole.
package enum LedgerError: Error, Sendable, Hashable, Reportable {
    case locked(path: String, seconds: Int)
    case fromFuture(found: Int64, known: Int64)
    case notALedger(path: String)
    /// Its first entry does not say which ledger it is.
    case headless(path: String)
    case missing(home: String)
    case readOnly(home: String)
    case untrustedHome(String)
    case keysMissing(String)
    case database(SQLiteError)
    case file(FileFault)
    case record(RecordError)
    case blobMissing(String)

    package var report: Report {
        switch self {
        case .locked(let path, let seconds):
            Report(.ledgerLocked, "\(path) was held by another process for \(seconds) s")
        case .fromFuture(let found, let known):
            Report(.ledgerFromFuture, "the ledger has format \(found), this exhibit knows formats up to \(known)")
        case .notALedger(let path): Report(.ledgerCorrupt, "\(path) is not a ledger of exhibit")
        case .headless(let path):
            Report(.ledgerCorrupt, "entry 0 of \(path) does not begin a ledger: it was changed")
        case .missing(let home): Report(.ledgerMissing, "there is no ledger in \(home)")
        case .readOnly(let home): Report(.ledgerReadOnly, "\(home) cannot be written")
        case .untrustedHome(let home): Report(.homeUntrusted, "\(home) belongs to another user")
        case .keysMissing(let path):
            Report(.ledgerCorrupt, "\(path) is not there or not a key", hint: "restore keys/ from a backup")
        case .database(let error): error.report
        case .file(let fault): fault.report
        case .record(let error): error.report
        case .blobMissing(let digest): Report(.ledgerCorrupt, "the store has no artifact \(digest)")
        }
    }
}
