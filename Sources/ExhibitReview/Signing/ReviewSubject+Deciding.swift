import ExhibitJSON
package import ExhibitLedger
package import ExhibitModel
package import ExhibitPolicy
package import ExhibitRecord

extension ReviewSubject {
    /// The entry of a decision on the run, signed with `key`.
    ///
    /// - Throws: `review.changed`: see ``requireUnchanged()``.
    package func decide(
        _ decision: Review.Decision,
        reason: String?,
        _ key: ReviewerKey,
        _ environment: Environment
    ) throws -> Append {
        try requireUnchanged()
        let words: JSONObject = [
            "decision": .string(decision.rawValue), "verdict_sha256": deciding.body["verdict_blob"] ?? .null,
            "policy_sha256": deciding.body["policy_sha256"] ?? .null,
        ]
        return try SignedStatement(subject: self, key: key, environment: environment)
            .append(.review, artifacts: artifacts, words, reason: reason)
    }

    /// The entry of a waiver: `rule` of `policy` shall not count for the run's first file until `expires`.
    ///
    /// - Throws: `waiver.refused` with what the policy does not allow, `review.changed`.
    package func waive(
        _ rule: String,
        of policy: Policy,
        _ digest: Digest,
        until expires: Timestamp,
        reason: String,
        _ key: ReviewerKey,
        _ environment: Environment
    ) throws -> Append {
        guard policy.rules.contains(where: { $0.id == rule }) else {
            throw Report(.waiverRefused, "\(policy.id) has no rule \(rule)")
        }
        guard policy.waivable.contains(rule) else {
            throw Report(.waiverRefused, "\(policy.id) does not let rule \(rule) be waived")
        }
        guard policy.reviewers.contains(key.keyID) else {
            throw Report(
                .waiverRefused,
                "key \(key.keyID.prefix(8))… is not one of the reviewers that \(policy.id) lists",
                hint: "a policy lists the ids of its reviewers' keys: exhibit review key show FILE"
            )
        }
        guard expires > environment.now() else {
            throw Report(
                .waiverRefused,
                "the waiver would have expired on \(expires.brief)",
                hint: "give a later --expires"
            )
        }
        try requireUnchanged()
        let words: JSONObject = [
            "policy_id": .string(policy.id), "policy_sha256": .string(digest.hex), "rule": .string(rule),
            "expires": .string(expires.description),
        ]
        guard let first = run.outputs.first?.body["sha256"]?.string else {
            throw Report(.reviewNotReady, "run \(run.run.suffix(8)) has no file of the provider's")
        }
        return try SignedStatement(subject: self, key: key, environment: environment)
            .append(.waiver, artifacts: [first], words, reason: reason)
    }
}
