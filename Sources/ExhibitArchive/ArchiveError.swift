package import ExhibitModel

/// Why a body could not be kept, or what was kept could not be read.
package enum ArchiveError: Error, Hashable, Sendable {
    case file(FileFault)
    /// Not a body document of this format; the text says what is wrong with it.
    case document(String)
    /// The body is one binary file, or its text was longer than the limit: there is nothing to read in it.
    case notText
    case textExceeded
}

extension ArchiveError: Reportable {
    package var report: Report {
        switch self {
        case .file(let fault): fault.report
        case .document(let reason): Report(.evidenceBroken, "a stored body cannot be read: \(reason)")
        case .notText: Report(.replyUnparsable, "the body is not text")
        case .textExceeded: Report(.replyTextTooLong, "the body's text is longer than the limit")
        }
    }
}

extension FileFault {
    /// Runs file operations and gives their fault this module's type.
    static func archiving<T>(_ body: () throws(FileFault) -> T) throws(ArchiveError) -> T {
        do throws(FileFault) {
            return try body()
        } catch {
            throw .file(error)
        }
    }
}
