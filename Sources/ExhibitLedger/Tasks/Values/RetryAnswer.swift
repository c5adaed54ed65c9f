package import ExhibitRecord

/// What became of the wish to try a task again.
package enum RetryAnswer: Sendable, Hashable {
    case queued
    /// It may have been billed, or brought a result, and nobody accepted a second bill.
    case needsConsent(TaskState)
    /// It waits, is worked on, or has completed.
    case notNow(TaskState)
    /// Another task has its key by now.
    case duplicate(of: String)
}
