/// How a policy's own test went.
package struct PolicyTestResult: Sendable, Hashable {
    package let name: String
    /// Empty when the test passes.
    package let mismatches: [Mismatch]

    package var passed: Bool { mismatches.isEmpty }

    /// An expectation that was not met.
    package struct Mismatch: Sendable, Hashable {
        /// A rule's id, or `verdict`.
        package let subject: String
        package let expected: String
        package let actual: String
    }
}
