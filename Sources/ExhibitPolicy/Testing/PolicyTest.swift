package import ExhibitJSON

/// One test that a policy file carries: facts, and what the rules must say about them.
package struct PolicyTest: Sendable, Hashable {
    package let name: String
    package let input: JSONValue
    /// By rule id; rules that are not named may say what they like.
    package let expected: [String: Outcome]
    /// Judged without waivers, when the test asks for it.
    package let verdict: Verdict?
    /// In place of the policy's sets of the same name, so that a rule over a set that ships empty can be tested.
    package let sets: [String: [JSONValue]]
}
