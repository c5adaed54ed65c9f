import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// One policy's judgement of a run, told for people and machines.
struct PolicyExplanation {
    let policy: Policy
    let digest: Digest
    let judgement: Judgement
    let waivers: [WaivedRule]

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
                ("review", run.review.map { .string($0.decision.rawValue) } ?? .null),
                ("policies", .array(judged.map { .object($0.object) })),
            ])
        )
        answer.lines = judged.flatMap { $0.lines(explaining: explaining, all: all) }
        if let review = run.review { answer.lines.append("\(review.words), entry \(review.entry)") }
        answer.quietLines = [worst(judged).judgement.verdict.rawValue]
        answer.report = denial(run) ?? report(judged, run)
        return answer
    }

    private static func denial(_ run: RunReplay) -> Report? {
        guard let review = run.review, review.decision == .denied else { return nil }
        return Report(
            .reviewDenied,
            "run \(run.run.suffix(8)) was \(review.words)",
            hint: "exhibit review show \(run.run.suffix(8))"
        )
    }

    /// The worst that no approval has answered.
    private static func report(_ judged: [PolicyExplanation], _ run: RunReplay) -> Report? {
        let open = judged.filter { $0.judgement.verdict != .needsReview || !run.isApproved(under: $0.digest) }
        return open.isEmpty ? nil : worst(open).report(run)
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
            ("policy", .string(policy.id)), ("policy_sha256", .string(digest.hex)),
            ("verdict", .string(judgement.verdict.rawValue)),
            ("rules", .array(judgement.rules.map { .object(rule($0)) })),
        ])
    }

    private func rule(_ rule: RuleResult) -> JSONObject {
        var object = JSONObject([
            ("id", .string(rule.id)), ("severity", .string(rule.severity.rawValue)),
            ("result", .string(rule.result.rawValue)),
            ("message", .string(rule.message)),
        ])
        object["path"] = rule.path.map(JSONValue.string) ?? .null
        object["op"] = rule.op.map(JSONValue.string) ?? .null
        object["expected"] = rule.expected ?? .null
        object["actual"] = rule.actual ?? .null
        if rule.result == .waived { object["waiver"] = waivers.last { $0.rule == rule.id }?.json }
        object["level"] = rule.path.flatMap(FactLevel.of).map(JSONValue.string) ?? .null
        return object
    }

    private func lines(explaining: Bool, all: Bool) -> [String] {
        let shown = judgement.rules.filter {
            explaining ? all || $0.result.isFailing || $0.result == .waived : $0.result == .waived
        }
        let verdict = judgement.verdict.rawValue.replacing("_", with: " ")
        let failing = judgement.rules.count { $0.result == .fail || $0.result == .indeterminate }
        let head = "\(verdict)  \(policy.id): \(failing) of \(judgement.rules.count) rules do not pass"
        let width = shown.map(\.id.count).max() ?? 0
        let rows = shown.map { rule in
            "  \(rule.result.rawValue.padded(13))  \(rule.id.padded(width))  \(rule.message)\(Self.known(rule))\(waiver(rule))"
        }
        guard explaining else { return [head] + rows }
        let rest = judgement.rules.count - shown.count
        return [head] + rows + (rest > 0 && !all ? ["the other \(rest) do not fail (--all shows them)"] : [])
    }

    private func waiver(_ rule: RuleResult) -> String {
        guard rule.result == .waived, let waiver = waivers.last(where: { $0.rule == rule.id }) else { return "" }
        return "   (\(waiver.words))"
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
