package import ExhibitJSON
package import ExhibitPolicy

/// A verdict entry as rows of the table `verdict`; messages stand there for rules that did not pass only.
package final class VerdictRows {
    package struct Row {
        package let rule: String
        package let result: String
        package let level: String?
        package let message: String?
    }

    private let blob: (String) -> [UInt8]?
    private let policies: PolicyShelf

    package init(blob: @escaping (String) -> [UInt8]?) {
        self.blob = blob
        policies = PolicyShelf(blob: blob)
    }

    package func rows(_ entry: Entry) -> [Row] {
        guard let digest = entry.body["policy_sha256"]?.string, let policy = policies.policy(digest),
            let facts = facts(entry),
            let document = verdictBlob(entry), let results = document["rules"]?.array
        else { return [] }
        let failing = results.contains { $0["result"]?.string != "pass" }
        let judged =
            failing
            ? remembered(entry)
                ?? policy.judge(
                    facts,
                    waived: VerdictDocument.waived(document),
                    refused: FactDocument.isRefused(facts)
                ).rules
            : []
        let levels = policies.levels(digest)
        return results.compactMap { result in
            guard let id = result["id"]?.string, let word = result["result"]?.string else { return nil }
            let rule = judged.first { $0.id == id }
            return Row(
                rule: id,
                result: word,
                level: levels[id],
                message: word == "pass" ? nil : rule?.message
            )
        }
    }

    /// Spares judging once more what the caller has judged: these are the facts and rules' results of this entry.
    package func remember(_ entry: Entry, facts: JSONValue, rules: [RuleResult]) {
        if let digest = entry.body["facts_blob"]?.string { lastFacts = (digest, facts) }
        judgements[entry.seq] = rules
    }

    private func remembered(_ entry: Entry) -> [RuleResult]? { judgements[entry.seq] }

    /// The caller has no more verdicts of the runs that it spoke of.
    package func forget() { judgements.removeAll(keepingCapacity: true) }

    package func grade(_ entry: Entry) -> String? { facts(entry)?["evidence"]?["grade"]?.string }

    private var judgements: [Int64: [RuleResult]] = [:]
    private var lastFacts: (digest: String, value: JSONValue)?

    private func facts(_ entry: Entry) -> JSONValue? {
        guard let digest = entry.body["facts_blob"]?.string else { return nil }
        if let lastFacts, lastFacts.digest == digest { return lastFacts.value }
        // A broken blob is the audit's finding.
        guard let bytes = blob(digest), let value = try? JSONReader.read(bytes, .canonical) else { return nil }
        lastFacts = (digest, value)
        return value
    }

    private func verdictBlob(_ entry: Entry) -> JSONValue? {
        entry.body["verdict_blob"]?.string.flatMap(blob).flatMap { bytes in
            try? JSONReader.read(bytes, .canonical)  // a broken blob is the audit's finding
        }
    }
}
