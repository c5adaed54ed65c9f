package import ExhibitJSON
package import ExhibitPolicy

/// A verdict entry with the rules' messages rendered again from the policy and the facts that it names.
package struct JudgedVerdict: Sendable, Hashable {
    package let entry: Int64
    package let policyID: String
    package let policyDigest: String
    package let verdict: Verdict
    package let rules: [RuleResult]
    package let facts: JSONValue

    /// Nil when the policy, the facts or the verdict blob is not in the store or cannot be read.
    package init?(_ entry: Entry, blob: (String) -> [UInt8]?) {
        guard let policyDigest = entry.body["policy_sha256"]?.string, let policyID = entry.body["policy_id"]?.string,
            let verdict = entry.body["verdict"]?.string.flatMap(Verdict.init(rawValue:)),
            let factsBytes = entry.body["facts_blob"]?.string.flatMap(blob), let policyBytes = blob(policyDigest),
            let facts = try? JSONReader.read(factsBytes, .canonical),  // a broken blob is the audit's finding, not ours
            let policy = try? Policy(parsing: policyBytes)  // as above
        else { return nil }
        self.entry = entry.seq
        self.policyID = policyID
        self.policyDigest = policyDigest
        self.verdict = verdict
        self.facts = facts
        let waived = VerdictDocument.waived(entry.body["verdict_blob"]?.string.flatMap(blob))
        rules = policy.judge(facts, waived: waived, refused: FactDocument.isRefused(facts)).rules
    }

    /// The latest verdict of each policy, in the order in which the policies first judged.
    package static func latest(of run: RunReplay, blob: (String) -> [UInt8]?) -> [JudgedVerdict] {
        DecidingVerdict.latest(run.verdicts).compactMap { JudgedVerdict($0, blob: blob) }
    }

    /// The one that decides, as ``DecidingVerdict`` has it: the worst verdict, on a tie the last named.
    package static func deciding(_ verdicts: [JudgedVerdict]) -> JudgedVerdict? {
        verdicts.last { $0.verdict == verdicts.map(\.verdict).max() }
    }
}
