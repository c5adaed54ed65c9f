import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// Why a run did not succeed, and the state that it ends in.
struct Fault: Sendable, Hashable {
    let code: ErrorCode
    /// Redacted already.
    let message: String
    let billed: Billed
    let state: RunState

    var object: JSONObject {
        ["code": .string(code.rawValue), "message": .string(message), "billed": .string(billed.rawValue)]
    }
}

extension Fault {
    /// What this machine could not do after a paid answer had come; the answer is in the record.
    init(local error: any Error, _ what: String) {
        let isFull = (error as? any Reportable)?.report.code == .diskFull
        self.init(
            code: isFull ? .diskFull : .fileFailed,
            message: "\(what): \(Self.words(error))",
            billed: .yes,
            state: .failed
        )
    }

    /// What went wrong on this machine, without its path: entries hold none.
    static func words(_ error: any Error) -> String {
        switch error {
        case let fault as FileFault: "\(fault.step): \(fault.reason)"
        case ArchiveError.file(let fault), LedgerError.file(let fault): "\(fault.step): \(fault.reason)"
        case let error as SQLiteError: "ledger.sqlite: \(error.report.code.sentence)"
        default: (error as? any Reportable)?.report.code.sentence ?? ErrorCode.internalError.sentence
        }
    }
}

extension Fault {
    /// The same of a run that cannot have been billed.
    var unbilled: Fault {
        Fault(
            code: code.ofQuestion,
            message: message,
            billed: .no,
            state: state == .unknownOutcome ? .failed : state
        )
    }
}

extension ErrorCode {
    /// The answer is in the record: what failed came after it, and can be done again without a new request.
    var leavesAnswer: Bool {
        switch self {
        case .mediaDownloadFailed, .mediaUnfinished, .diskFull, .fileFailed, .runInterrupted, .runTerminated,
            .taskCancelled, .taskTimedOut:
            true
        default: false
        }
    }
}
