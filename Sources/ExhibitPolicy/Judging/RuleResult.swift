package import ExhibitJSON

/// What one rule says about one run.
///
/// A verdict blob holds `id`, `severity` and `result`; the rest is made again from policy and facts when it is shown.
/// `actual` comes from the facts as they are: whoever shows it redacts it.
package struct RuleResult: Sendable, Hashable {
    package let id: String
    package let severity: Severity
    package let result: Outcome
    package let message: String
    /// The fact that decided, from the root of the facts; nil when none did.
    package let path: String?
    /// The operator's name, after `not ` where it stands under a negation.
    package let op: String?
    package let expected: JSONValue?
    package let actual: JSONValue?
}

/// The five ways in which a rule can come out.
package enum Outcome: String, Sendable, Hashable, CaseIterable {
    case pass
    case fail
    /// A fact is missing or has another type; counts as failing.
    case indeterminate
    case notApplicable = "not_applicable"
    /// Does not pass, and a reviewer set the rule aside.
    case waived

    /// Whether the rule's severity takes effect.
    package var isFailing: Bool { self == .fail || self == .indeterminate }
}
