import ExhibitRecord

/// What a submission decides for one task, and what that rests on.
struct SubmissionDecision {
    let event: TaskEvent
    let state: TaskState
    var reason: TaskReason?
    /// The other task that the reason is about.
    var of: String?
    var note: String?
    var reusedRun: String?

    static let queued = SubmissionDecision(event: .submitted, state: .queued)

    static func rejected(_ reason: TaskReason, of: String? = nil, note: String? = nil) -> SubmissionDecision {
        SubmissionDecision(event: .rejected, state: .rejected, reason: reason, of: of, note: note)
    }

    static func skipped(of other: String) -> SubmissionDecision {
        SubmissionDecision(event: .skipped, state: .skipped, reason: .duplicateKey, of: other)
    }
}
