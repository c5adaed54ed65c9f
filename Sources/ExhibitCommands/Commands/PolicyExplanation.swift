import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// One policy's judgement of a run, told for people and machines.
struct PolicyExplanation {
    let policy: Policy
    let judgement: Judgement

    static func answer(
        _ judged: [PolicyExplanation],
        run: RunReplay,
        asOf: Int64,
        explaining: Bool,
        all: Bool
    ) -> Answer {
        var answer = Answer()
        answer.result = .object(
            JSONObject([
                ("run_id", .string(run.run)), ("as_of", .number(JSONNumber(asOf))),
                ("verdict", .string(worst(judged).judgement.verdict.rawValue)),
                ("policies", .array(judged.map { .object($0.object) })),
            ])
        )
        answer.lines = judged.flatMap { $0.lines(explaining: explaining, all: all) }
        answer.quietLines = [worst(judged).judgement.verdict.rawValue]
        answer.report = worst(judged).report(run)
        return answer
    }

    private static func worst(_ judged: [PolicyExplanation]) -> PolicyExplanation {
        let verdict = judged.map(\.judgement.verdict).max()
        guard let worst = judged.last(where: { $0.judgement.verdict == verdict }) else {
            preconditionFailure("a run is judged by one policy at least")
        }
        return worst
    }

    private var object: JSONObject {
        JSONObject([
            ("policy", .string(policy.id)), ("policy_sha256", .string(SHA256.hash(policy.canonical).hex)),
            ("verdict", .string(judgement.verdict.rawValue)),
            ("rules", .array(judgement.rules.map { .object(Self.object($0)) })),
        ])
    }

    private static func object(_ rule: RuleResult) -> JSONObject {
        var object = JSONObject([
            ("id", .string(rule.id)), ("severity", .string(rule.severity.rawValue)),
            ("result", .string(rule.result.rawValue)),
            ("message", .string(rule.message)),
        ])
        object["path"] = rule.path.map(JSONValue.string) ?? .null
        object["op"] = rule.op.map(JSONValue.string) ?? .null
        object["expected"] = rule.expected ?? .null
        object["actual"] = rule.actual ?? .null
        object["level"] = rule.path.flatMap(FactLevel.of).map(JSONValue.string) ?? .null
        return object
    }

    private func lines(explaining: Bool, all: Bool) -> [String] {
        let shown = judgement.rules.filter { all || $0.result == .fail || $0.result == .indeterminate }
        let verdict = judgement.verdict.rawValue.replacing("_", with: " ")
        let failing = judgement.rules.count { $0.result == .fail || $0.result == .indeterminate }
        let head = "\(verdict)  \(policy.id): \(failing) of \(judgement.rules.count) rules do not pass"
        guard explaining else { return [head] }
        let width = shown.map(\.id.count).max() ?? 0
        let rows = shown.map { rule in
            "  \(rule.result.rawValue.padded(13))  \(rule.id.padded(width))  \(rule.message)\(Self.known(rule))"
        }
        let rest = judgement.rules.count - shown.count
        return [head] + rows + (rest > 0 && !all ? ["the other \(rest) do not fail (--all shows them)"] : [])
    }

    private static func known(_ rule: RuleResult) -> String {
        switch rule.path.flatMap(FactLevel.of) {
        case "requested": "   (we asked for it)"
        case "echoed": "   (the server said it)"
        case "observed": "   (measured)"
        case "attested": "   (signed by someone else)"
        default: ""
        }
    }

    private func report(_ run: RunReplay) -> Report? {
        let code: ErrorCode
        switch judgement.verdict {
        case .accepted: return nil
        case .rejected: code = .policyRejected
        case .needsReview: code = .policyNeedsReview
        case .notEvaluated: code = .policyNotEvaluated
        }
        return Report(
            code,
            "\(policy.id) says \(judgement.verdict.rawValue.replacing("_", with: " ")) of run \(run.run.suffix(8))",
            hint: "exhibit policy explain \(run.run.suffix(8)) --policy \(policy.id)"
        )
    }
}
