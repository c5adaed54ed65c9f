/// What a policy says about one artifact; the greater verdict is the worse one.
package enum Verdict: String, Sendable, Hashable, CaseIterable, Comparable {
    case accepted
    /// A person has to decide.
    case needsReview = "needs_review"
    /// There is nothing to judge, or the policy is about something else; no review can mend that.
    case notEvaluated = "not_evaluated"
    case rejected

    package static func < (left: Self, right: Self) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .accepted: 0
        case .needsReview: 1
        case .notEvaluated: 2
        case .rejected: 3
        }
    }
}
