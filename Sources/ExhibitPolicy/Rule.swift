/// One demand of a policy.
package struct Rule: Sendable, Hashable {
    package let id: String
    package let severity: Severity
    /// The rule applies only where this passes.
    let condition: Clause?
    let assertion: Clause
    /// What a failing rule says, with `{actual}`, `{expected}` and `{path}`; nil: words are made from the comparison.
    let message: String?
}

/// What a rule that does not pass means for the verdict.
package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The artifact is rejected.
    case error
    /// A person has to decide.
    case review
    /// Shown, and counted against `accept.max_warn`.
    case warn
}
