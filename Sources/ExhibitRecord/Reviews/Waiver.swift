import ExhibitJSON
package import ExhibitModel
import ExhibitPolicy

/// A reviewer's word that one rule of one policy shall not count for one file until some day, as its entry tells it.
package struct Waiver: Sendable, Hashable {
    package let entry: Int64
    package let policy: String
    package let policyDigest: String
    package let rule: String
    package let artifact: String
    /// The last moment at which it counts.
    package let expires: Timestamp
    /// The key's id.
    package let key: String
    package let reasonCommit: String?

    /// Nil when `entry` is no waiver.
    package init?(_ entry: Entry) {
        let body = entry.body
        guard entry.type == .waiver, let policy = body["policy_id"]?.string, let rule = body["rule"]?.string,
            let policyDigest = body["policy_sha256"]?.string, let artifact = body["artifact_sha256"]?.string,
            let expires = body["expires"]?.string.flatMap({ Timestamp(rfc3339: $0) }),
            let key = body["reviewer_key"]?.string
        else { return nil }
        self.entry = entry.seq
        self.policy = policy
        self.policyDigest = policyDigest
        self.rule = rule
        self.artifact = artifact
        self.expires = expires
        self.key = key
        reasonCommit = body["reason_commit"]?.string
    }
}
