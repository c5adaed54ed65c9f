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
