/// A range of a body that must not be stored in clear.
package struct RedactionSpan: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Gone for good.
        case credential
        /// The query of a signed URL: a capability that the run still needs, so it is sealed instead.
        case signedQuery
    }

    package let range: Range<Int>
    package let rule: String
    /// Eight hex characters: the same for the same value under the same key, and no hash that can be searched.
    package let tag: String
    package let kind: Kind

    /// A known secret somewhere in what `range` stands for.
    package static func secret(_ range: Range<Int>, tag: String) -> RedactionSpan {
        RedactionSpan(range: range, rule: RedactionRule.secret.rawValue, tag: tag, kind: .credential)
    }

    /// What stands in the place of the range in a text.
    package var token: String { "[redacted:\(rule):\(tag)]" }
}
