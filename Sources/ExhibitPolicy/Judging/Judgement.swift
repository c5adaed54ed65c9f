/// A policy's verdict on one run, with every rule's result in the order of the policy.
package struct Judgement: Sendable, Hashable {
    package let verdict: Verdict
    package let rules: [RuleResult]
}
