/// How far a job is, in words that are no provider's.
enum TaskPhase: Sendable, Hashable {
    case queued
    /// In percent.
    case running(progress: Int)
    case completed
    case failed(TaskFailure)
    case cancelled
    case expired
}

/// Why a job came to nothing.
enum TaskFailure: Sendable, Hashable {
    case internalError, moderation

    var code: String {
        switch self {
        case .internalError: "internal_error"
        case .moderation: "moderation_blocked"
        }
    }

    var message: String {
        switch self {
        case .internalError: "The sandbox was told to let this job fail."
        case .moderation: "The request was rejected by the safety system. safety_violations=[violence]."
        }
    }
}
