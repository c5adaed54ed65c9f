/// What a provider calls the states of a job.
struct StateWords: Sendable {
    var queued = "queued"
    var running = "in_progress"
    var completed = "completed"
    var failed = "failed"
    var cancelled = "cancelled"
    var expired = "expired"

    /// In place of ``running``, when that is ordered.
    private static let unknown = "reticulating"

    func word<Work>(for task: SandboxTask<Work>) -> String {
        switch task.phase {
        case .queued: queued
        case .running: task.orders[.jobUnknownWord] == nil ? running : Self.unknown
        case .completed: completed
        case .failed: failed
        case .cancelled: cancelled
        case .expired: expired
        }
    }
}
