/// Why a task is where it is, when the event alone does not say; free text for people is the entry's `note`.
package enum TaskReason: String, Sendable, Hashable, CaseIterable {
    // Rejected
    case queueFull = "queue_full"
    case budget
    /// The newest task of the key may have been billed, and nobody said that it may be sent again.
    case unknownOutcome = "unknown_outcome"
    case policy
    case invalid
    // Skipped
    case duplicateKey = "duplicate_key"
    /// A task that it comes after did not complete.
    case dependency
    /// The batch ended before it began.
    case stopped
    // Cancelled
    case replaced
    case user
    // Waiting again
    /// The worker is gone, and what is known of the run was taken over.
    case workerGone = "worker_gone"
    /// The worker stops, and had not sent it.
    case released
    /// The provider asked to wait.
    case parked
    // Ended
    case deadline
}
