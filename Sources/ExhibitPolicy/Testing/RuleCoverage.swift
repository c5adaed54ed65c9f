/// Whether a rule's tests show it both passing and failing.
package struct RuleCoverage: Sendable, Hashable {
    package let id: String
    package let severity: Severity
    package let hasPassingTest: Bool
    package let hasFailingTest: Bool

    package var isComplete: Bool { hasPassingTest && hasFailingTest }
}
