package import ExhibitJSON

/// One thing that two policies say differently.
package struct PolicyChange: Sendable, Hashable {
    /// Which part of the file; the raw values stand in JSON.
    package enum Part: String, Sendable, Hashable, CaseIterable {
        /// A top-level member that is not one of the others.
        case policy
        case limit, set, rule, test
        case promptGuard = "guard"
        case reviewer, waivable
    }

    package let part: Part
    /// The rule's, set's, limit's or test's name; of `policy` the member's.
    package let name: String
    /// What of a rule, guard or test is different; nil when the whole is added or removed.
    package let member: String?
    /// Nil: it was not there before.
    package let old: JSONValue?
    /// Nil: it is not there any more.
    package let new: JSONValue?
}
