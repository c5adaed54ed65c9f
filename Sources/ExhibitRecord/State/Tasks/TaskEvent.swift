/// What happens to a task, as `task.state` names it.
package enum TaskEvent: String, Sendable, Hashable, CaseIterable {
    /// It waits for a worker.
    case submitted
    /// Our own bound or rule refuses it; nothing was or will be sent.
    case rejected
    /// There is nothing to do for it, or no ground to do it on.
    case skipped
    /// An accepted artifact of the same request stands for it, at no cost.
    case reused
    /// A worker took it, with a lease and the id of its run.
    case claimed
    /// Its run came to an end.
    case ended
    /// It waits again: nothing was sent, or what was sent can be followed.
    case requeued
    /// Its worker is gone.
    case orphaned
    /// Its time is over, and its worker did not confirm that it stopped.
    case stuck
    /// Somebody took it back before it began.
    case cancelled
    /// A result came after the task had been given up: kept, and not acceptable.
    case late
    /// Another command than its worker carried its run on.
    case settled
    /// A person wants it tried again.
    case retried
}
