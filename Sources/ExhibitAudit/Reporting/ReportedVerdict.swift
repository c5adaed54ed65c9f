import ExhibitJSON
import ExhibitPolicy
import ExhibitRecord

/// A policy's latest verdict on a run, with the reason of each rule.
struct ReportedVerdict {
    private let entry: Entry
    /// Nil when the policy, the facts or the verdict cannot be read.
    private let judged: JudgedVerdict?

    init(_ entry: Entry, _ judged: JudgedVerdict?) {
        self.entry = entry
        self.judged = judged
    }

    var value: JSONValue {
        var object = JSONObject([("entry", .number(JSONNumber(entry.seq)))])
        object["policy"] = entry.body["policy_id"]
        for key in ["policy_sha256", "verdict", "as_of", "tool", "adopted_after", "facts_blob", "verdict_blob"] {
            object[key] = entry.body[key]
        }
        object["rules"] = judged.map { .array($0.rules.map { .object(rule($0)) }) } ?? .null
        return .object(object)
    }

    private func rule(_ rule: RuleResult) -> JSONObject {
        var object = JSONObject([
            ("id", .string(rule.id)), ("severity", .string(rule.severity.rawValue)),
            ("result", .string(rule.result.rawValue)), ("message", .string(rule.message)),
        ])
        object["level"] = rule.path.flatMap(FactLevel.of).map(JSONValue.string)
        object["path"] = rule.path.map(JSONValue.string)
        object["op"] = rule.op.map(JSONValue.string)
        object["expected"] = rule.expected
        object["actual"] = rule.actual
        return object
    }
}
