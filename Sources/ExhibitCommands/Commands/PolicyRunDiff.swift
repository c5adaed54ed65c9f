import ExhibitJSON
import ExhibitLedger
import ExhibitPolicy
import ExhibitRecord

/// The recorded runs, judged by two policies from the facts that their own verdicts were made from.
struct PolicyRunDiff {
    struct Run {
        let run: String
        let task: String
        let old: Verdict
        let new: Verdict
        /// The ids of the rules that both policies have and that come out differently, and those that only one has and
        /// that do not pass.
        let rules: [String]
    }

    /// How many runs had facts to judge.
    private(set) var judged = 0
    /// Those that no verdict was made of yet, or whose facts are not in the store.
    private(set) var withoutFacts = 0
    private(set) var changed: [Run] = []

    init(_ old: Policy, _ new: Policy, _ reader: Reader, since: String?) throws {
        for row in try reader.runs(RunFilter(since: since, limit: .max)) {
            guard let facts = try Self.facts(row.run, reader) else {
                withoutFacts += 1
                continue
            }
            judged += 1
            let isRefused = FactDocument.isRefused(facts)
            let before = old.judge(facts, refused: isRefused)
            let after = new.judge(facts, refused: isRefused)
            guard before.verdict != after.verdict else { continue }
            changed.append(
                Run(
                    run: row.run,
                    task: row.task,
                    old: before.verdict,
                    new: after.verdict,
                    rules: Self.rules(before, after)
                )
            )
        }
    }

    /// The facts of the run's latest verdict.
    private static func facts(_ run: String, _ reader: Reader) throws -> JSONValue? {
        guard let verdict = try reader.replay(run)?.verdicts.last,
            let bytes = verdict.body["facts_blob"]?.string.flatMap(reader.blob)
        else { return nil }
        return try JSONReader.read(bytes, .canonical)
    }

    private static func rules(_ old: Judgement, _ new: Judgement) -> [String] {
        let before = Dictionary(old.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return Set(before.keys).union(after.keys).sorted().filter { id in
            guard let old = before[id], let new = after[id] else {
                return (before[id] ?? after[id])?.result.isFailing == true
            }
            return old.result != new.result || (old.result.isFailing && old.severity != new.severity)
        }
    }
}
