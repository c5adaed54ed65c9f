/// Why a job came to nothing.
enum TaskFailure: Sendable, Hashable {
    case internalError, moderation
    /// What it was to work on is not there, or no picture; the sentence says so.
    case badInput(String)

    var code: String {
        switch self {
        case .internalError: "internal_error"
        case .moderation: "moderation_blocked"
        case .badInput: "invalid_input"
        }
    }

    var message: String {
        switch self {
        case .internalError: "The sandbox was told to let this job fail."
        case .moderation: "The request was rejected by the safety system. safety_violations=[violence]."
        case .badInput(let sentence): sentence
        }
    }
}
