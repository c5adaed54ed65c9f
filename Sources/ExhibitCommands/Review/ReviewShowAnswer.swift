import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord
import ExhibitReview

/// `review show`: what a reviewer is about to sign, and what is known of it.
enum ReviewShowAnswer {
    static func of(_ subject: ReviewSubject, _ reader: Reader) -> Answer {
        let run = subject.run
        let verdict = subject.deciding.body["verdict"]?.string ?? ""
        let prompt = run.intent["prompt_commit"]?.string.flatMap(reader.privateValue)
        let judged = subject.result.verdicts.flatMap { verdict in
            verdict.rules.filter { $0.result.isFailing || $0.result == .waived }.map { (verdict.policyID, $0) }
        }
        var lines = ["run       \(run.run)  \(run.task)", "made      \(ClosingLines.about(run))"]
        lines.append("prompt    \(prompt ?? "not here")")
        for file in run.reviewable {
            lines.append(
                "file      sha256:\(file.body["sha256"]?.string ?? "")  \(subject.path(file) ?? "not delivered")"
            )
        }
        lines.append(
            "verdict   \(verdict.replacing("_", with: " ")) by \(subject.deciding.body["policy_id"]?.string ?? ""), sha256:\(subject.deciding.body["verdict_blob"]?.string ?? "")"
        )
        for (policy, rule) in judged {
            lines.append(
                "rule      \(policy) \(rule.id) (\(rule.severity.rawValue)) \(rule.result.rawValue): \(rule.message)"
            )
        }
        for review in run.reviews {
            let reason = review.reasonCommit.flatMap(reader.privateValue).map { ": \($0)" } ?? ""
            lines.append("review    \(review.at.brief) \(review.words)\(reason), entry \(review.entry)")
        }
        let id = run.run.suffix(8)
        return Answer(
            result: .object(object(subject, reader, prompt, judged)),
            lines: lines,
            quietLines: subject.artifacts,
            next: ["exhibit review approve \(id) --key FILE", "exhibit review deny \(id) --key FILE --reason TEXT"]
        )
    }

    private static func object(
        _ subject: ReviewSubject,
        _ reader: Reader,
        _ prompt: String?,
        _ judged: [(String, RuleResult)]
    ) -> JSONObject {
        let run = subject.run
        let body = subject.deciding.body
        return JSONObject([
            ("run_id", .string(run.run)), ("task_name", .string(run.task)), ("state", .string(run.state.rawValue)),
            ("prompt", prompt.map(JSONValue.string) ?? .null),
            (
                "artifacts",
                .array(
                    run.reviewable.map { file in
                        [
                            "sha256": file.body["sha256"] ?? .null, "role": file.body["role"] ?? .null,
                            "path": subject.path(file).map(JSONValue.string) ?? .null,
                        ]
                    }
                )
            ),
            ("verdict", body["verdict"] ?? .null), ("verdict_sha256", body["verdict_blob"] ?? .null),
            ("policy", body["policy_id"] ?? .null), ("policy_sha256", body["policy_sha256"] ?? .null),
            (
                "rules",
                .array(
                    judged.map { policy, rule in
                        [
                            "policy": .string(policy), "id": .string(rule.id),
                            "severity": .string(rule.severity.rawValue), "result": .string(rule.result.rawValue),
                            "message": .string(rule.message),
                        ]
                    }
                )
            ),
            (
                "reviews",
                .array(
                    run.reviews.map { review in
                        [
                            "decision": .string(review.decision.rawValue), "reviewer_key": .string(review.key),
                            "entry": .number(JSONNumber(review.entry)), "at": .string(review.at.description),
                            "reason": review.reasonCommit.flatMap(reader.privateValue).map(JSONValue.string) ?? .null,
                        ]
                    }
                )
            ),
        ])
    }
}
