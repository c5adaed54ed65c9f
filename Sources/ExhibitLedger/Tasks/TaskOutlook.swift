import ExhibitRecord

/// What a run's state means for a task that nobody works on any more.
enum TaskOutlook {
    /// `queued` where the task can be taken again without a second request, else the word it ends with.
    ///
    /// `run` is nil for a run that was not begun. The table knows no time: nothing is tried again because long nothing was
    /// heard of it.
    static func of(_ run: RunState?) -> TaskState {
        switch run {
        // Nothing was sent; or the provider has a job that can be asked for; or the answer is in the record.
        case nil, .planned, .interrupted, .retryWait, .waiting, .polling, .receiving, .recorded: .queued
        case .submitting, .unknownOutcome: .unknownOutcome
        case .succeeded: .completed
        case .failed: .failed
        case .timedOut: .timedOut
        case .cancelled: .cancelled
        }
    }
}
