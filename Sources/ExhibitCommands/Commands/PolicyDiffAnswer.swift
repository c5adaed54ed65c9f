import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitPolicy

/// Two policies side by side, for people and machines.
struct PolicyDiffAnswer {
    let old: Policy
    let new: Policy
    let changes: [PolicyChange]
    let runs: PolicyRunDiff?

    var answer: Answer {
        var object = JSONObject([
            ("old", Self.name(old)), ("new", Self.name(new)), ("same", .bool(changes.isEmpty)),
            ("changes", .array(changes.map(Self.object))),
        ])
        if let runs {
            object["runs"] = [
                "judged": .int(runs.judged), "without_facts": .int(runs.withoutFacts),
                "changed": .array(runs.changed.map(Self.object)),
            ]
        }
        return Answer(result: .object(object), lines: lines, quietLines: quietLines)
    }

    private static func name(_ policy: Policy) -> JSONValue {
        .object(
            JSONObject([
                ("policy", .string(policy.id)), ("version", .string(policy.version)),
                ("sha256", .string(SHA256.hash(policy.canonical).hex)),
            ])
        )
    }

    private static func object(_ change: PolicyChange) -> JSONValue {
        var object = JSONObject([("part", .string(change.part.rawValue)), ("name", .string(change.name))])
        object["change"] = .string(word(change))
        object["member"] = change.member.map(JSONValue.string)
        object["from"] = change.old
        object["to"] = change.new
        return .object(object)
    }

    private static func object(_ run: PolicyRunDiff.Run) -> JSONValue {
        .object(
            JSONObject([
                ("run_id", .string(run.run)), ("task_name", .string(run.task)), ("from", .string(run.old.rawValue)),
                ("to", .string(run.new.rawValue)), ("rules", .array(run.rules.map(JSONValue.string))),
            ])
        )
    }

    private static func word(_ change: PolicyChange) -> String {
        if change.member != nil { return "changed" }
        if change.old == nil { return "added" }
        return change.new == nil ? "removed" : "changed"
    }

    private var lines: [String] {
        var lines = ["\(old.id) \(old.version) → \(new.id) \(new.version)"]
        if changes.isEmpty { lines.append("no difference") }
        lines += changes.flatMap(Self.lines)
        guard let runs else { return lines }
        let missing = runs.withoutFacts > 0 ? ", \(runs.withoutFacts) without facts" : ""
        lines.append("\(runs.changed.count) of \(runs.judged) runs would be judged otherwise\(missing)")
        return lines
            + runs.changed.map { run in
                let rules = run.rules.isEmpty ? "" : "  " + run.rules.joined(separator: " ")
                return "  \(run.run.suffix(8))  \(run.old.words) → \(run.new.words)\(rules)  \(run.task)"
            }
    }

    private var quietLines: [String] {
        runs.map { $0.changed.map(\.run) } ?? changes.map { "\($0.part.rawValue) \($0.name)" }
    }

    private static func lines(_ change: PolicyChange) -> [String] {
        let subject = change.part == .policy ? change.name : "\(change.part.rawValue) \(change.name)"
        let place = change.member.map { "\(subject), \($0)" } ?? subject
        switch (change.old, change.new) {
        case (let old?, let new?):
            return ["~ \(place)", "    - \(JSONText.compact(old))", "    + \(JSONText.compact(new))"]
        case (nil, let new?):
            return change.member == nil && change.part == .rule
                ? ["+ \(place)"] : ["+ \(place): \(JSONText.compact(new))"]
        case (let old?, nil):
            return change.member == nil && change.part == .rule
                ? ["- \(place)"] : ["- \(place): \(JSONText.compact(old))"]
        case (nil, nil): return []
        }
    }
}

extension Verdict {
    /// As people read it.
    fileprivate var words: String { rawValue.replacing("_", with: " ") }
}
