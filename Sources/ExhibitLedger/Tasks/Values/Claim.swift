package import ExhibitModel
package import ExhibitRecord

/// The answer to a worker that asks for a task.
package enum Claim: Sendable, Hashable {
    case task(ClaimedTask)
    /// Tasks are waiting, but none may begin now: not before the time, if one is known, or until another task ends or
    /// somebody lifts a pause.
    case wait(until: Timestamp?)
    /// Nothing waits in the scope.
    case none
}

/// A task that a worker has taken.
package struct ClaimedTask: Sendable, Hashable {
    package let lease: Lease
    package let task: String
    package let batch: String
    package let place: Int
    package let name: String?
    package let key: String?
    /// The order as it was submitted; nil once it was erased.
    package let order: String?
    /// The entry that submitted it.
    package let submitted: Int64?
    /// The id that the task's run has to have: what becomes of the task when this process dies is told from that run.
    package let run: String
    /// Where that run stands; nil when it was not begun, and the intent has to be recorded under ``run``.
    package let runState: RunState?
    /// A person accepted a second bill for a run whose outcome is not known.
    package let mayResend: Bool
    /// How often the task was taken, this time included.
    package let claims: Int
    /// How long the submission lets it take; nil when that says nothing.
    package let timeoutSeconds: Int?
}
