/// Something in a policy file that its author did not mean.
package struct LintFinding: Sendable, Hashable {
    package let check: LintCheck
    package let message: String
    /// RFC 6901; with line and column as in ``PolicyError``.
    package let pointer: String
    package let line: Int
    package let column: Int
}
