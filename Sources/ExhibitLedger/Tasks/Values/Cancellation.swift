package import ExhibitRecord

/// What cancelling came to for one task.
package struct Cancellation: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        /// It had not begun, and will not.
        case cancelled
        /// Its worker was asked to stop; how that ends is recorded with the task's end.
        case asked
        /// It had ended before.
        case ended(TaskState)
    }

    package let task: String
    package let outcome: Outcome
}
