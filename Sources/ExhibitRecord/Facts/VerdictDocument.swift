package import ExhibitJSON
package import ExhibitModel
package import ExhibitPolicy

/// The verdict blob: what was decided over which facts by which policy, without time, tool or words, so that judging
/// again at the same `as_of` gives the same bytes.
package enum VerdictDocument {
    package static func make(
        _ policyID: String,
        _ policy: Digest,
        _ facts: Digest,
        asOf: Int64,
        _ judgement: Judgement
    ) -> JSONValue {
        [
            "policy_id": .string(policyID), "policy_sha256": .string(policy.hex), "facts_sha256": .string(facts.hex),
            "as_of": .number(JSONNumber(asOf)), "verdict": .string(judgement.verdict.rawValue),
            "rules": .array(
                judgement.rules.map { rule in
                    [
                        "id": .string(rule.id), "severity": .string(rule.severity.rawValue),
                        "result": .string(rule.result.rawValue),
                    ]
                }
            ),
        ]
    }
}
