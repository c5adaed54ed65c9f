import ExhibitJSON
import ExhibitModel
package import ExhibitRecord

extension RunReplay {
    /// Whether ``Run/resume(_:retryUnknown:holdsTask:)`` has anything to go on with; a second bill is another question.
    package var mayGoOn: Bool {
        let code = fault?["code"]?.string.flatMap(ErrorCode.init(rawValue:))
        return switch state {
        case .succeeded: verdicts.isEmpty
        case .cancelled: false
        case .failed: (code?.leavesAnswer == true && hasResult) || code?.retryable == true || code == .providerFailed
        case .planned, .submitting, .waiting, .polling, .receiving, .recorded, .retryWait, .timedOut, .unknownOutcome,
            .interrupted:
            true
        }
    }
}
