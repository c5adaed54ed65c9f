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

    /// The rules that a verdict blob has as waived; none for a blob that is not there or cannot be read.
    static func waived(_ bytes: [UInt8]?) -> Set<String> {
        // A broken blob is the audit's finding.
        guard let bytes, let value = try? JSONReader.read(bytes, .canonical) else { return [] }
        return waived(value)
    }

    static func waived(_ document: JSONValue) -> Set<String> {
        let rules = document["rules"]?.array ?? []
        return Set(
            rules.compactMap { $0["result"]?.string == Outcome.waived.rawValue ? $0["id"]?.string : nil }
        )
    }
}
