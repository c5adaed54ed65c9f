package import ExhibitModel

/// How one outside party answered.
package struct AnchorAnswer: Sendable {
    /// As ``AnchorService/name``.
    package let name: String
    package let outcome: Result<Vouched, Report>
    /// The entry that records it; nil for one that failed.
    package internal(set) var entry: Int64?
}
