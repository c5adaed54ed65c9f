import ExhibitJSON
package import ExhibitModel

/// A reviewer's decision on a run, as its entry tells it.
package struct Review: Sendable, Hashable {
    package enum Decision: String, Sendable, Hashable, CaseIterable {
        case approved
        case denied
    }

    package let decision: Decision
    package let entry: Int64
    package let at: Timestamp
    /// The key's id: hex SHA-256 of its SubjectPublicKeyInfo.
    package let key: String
    package let artifacts: [String]
    package let reasonCommit: String?

    /// Nil when `entry` is no decision.
    package init?(_ entry: Entry) {
        guard entry.type == .reviewDecision,
            let decision = entry.body["decision"]?.string.flatMap(Decision.init(rawValue:)),
            let key = entry.body["reviewer_key"]?.string
        else { return nil }
        self.decision = decision
        self.entry = entry.seq
        at = entry.at
        self.key = key
        artifacts = entry.body["artifacts"]?.array?.compactMap(\.string) ?? []
        reasonCommit = entry.body["reason_commit"]?.string
    }

    /// In a few words: `approved by key 4f1c9a02…`.
    package var words: String { "\(decision.rawValue) by key \(key.prefix(8))…" }
}
