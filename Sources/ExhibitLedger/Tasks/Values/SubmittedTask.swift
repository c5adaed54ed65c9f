package import ExhibitRecord

/// What a submission decided for one task.
package struct SubmittedTask: Sendable, Hashable {
    package let task: String
    /// `queued`, `skipped`, `rejected`, or `completed` when an earlier artifact stands for it.
    package let state: TaskState
    package let reason: TaskReason?
    /// The other task that the decision is about.
    package let of: String?
    package let reusedRun: String?
}
