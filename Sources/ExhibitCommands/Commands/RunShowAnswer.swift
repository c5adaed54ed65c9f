import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// `runs show` for people: the closing lines, then inputs, attempts and rules.
enum RunShowAnswer {
    static func of(_ result: RunResult) -> Answer {
        let run = result.replay
        var lines = result.closingLines
        for input in result.object["input_images"]?.array ?? [] {
            lines.append(
                "input     \(input["path"]?.string ?? "(erased)")  sha256:\(input["sha256"]?.string?.prefix(16) ?? "")…"
            )
        }
        for output in result.object["outputs"]?.array ?? [] {
            lines.append(OutputLine.of(output))
        }
        for attempt in run.attempts {
            let failure = attempt.failure?.body
            let end =
                failure.map { "\($0["code"]?.string ?? "failed") in phase \($0["phase"]?.string ?? "?")" }
                ?? status(attempt)
            lines.append(
                "attempt \(attempt.number)  \(result.object["endpoint"]?.string ?? "")  \(end), billed \(attempt.billed)"
            )
        }
        for judged in result.verdicts {
            let failing = judged.rules.count { $0.result == .fail || $0.result == .indeterminate }
            lines.append(
                "policy    \(judged.policyID): \(judged.verdict.rawValue.replacing("_", with: " "))\(failing > 0 ? ", \(failing) rules do not pass" : "")"
            )
        }
        lines += reviewLines(run, result)
        if let fault = result.outcome.report, run.state != .succeeded {
            lines.append("error     \(fault.code.rawValue): \(fault.message)")
        }
        if let evidence = result.object["evidence"]?.object, let entry = evidence["entry"]?.int {
            lines.append("ledger    entry \(entry)\(evidence["tree_size"]?.int.map { " of \($0)" } ?? "")")
        }
        var object = result.object
        // The record's own evidence is that of the verdict; dates from outside come later.
        if let now = result.evidence, now["anchored"]?.bool == true { object["evidence_now"] = .object(now) }
        var answer = Answer(
            result: .object(object),
            lines: lines,
            quietLines: result.firstPath.map { [$0] } ?? []
        )
        answer.next = result.outcome.report?.next ?? []
        return answer
    }

    private static func reviewLines(_ run: RunReplay, _ result: RunResult) -> [String] {
        let waivers = run.entries.compactMap { Waiver($0) }.map { waiver in
            "waiver    \(waiver.policy): \(waiver.rule) until \(waiver.expires.brief), by key \(waiver.key.prefix(8))…"
        }
        guard run.review == nil, run.state == .succeeded, result.deciding?.verdict == .needsReview else {
            return waivers
        }
        return waivers + ["review    waits for a reviewer: exhibit review show \(run.run.suffix(8))"]
    }

    private static func status(_ attempt: AttemptReplay) -> String {
        attempt.responses.first?.body["status"]?.int.map { "HTTP \($0)" } ?? "no answer"
    }
}
