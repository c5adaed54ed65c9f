import ExhibitAnchor
import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// What `audit anchor` says of the answers.
enum AnchorTelling {
    static func answer(_ answers: [AnchorAnswer]) -> Answer {
        let failures = answers.compactMap { answer -> (String, Report)? in
            guard case .failure(let report) = answer.outcome else { return nil }
            return (answer.name, report)
        }
        var report: Report?
        if failures.count == answers.count, let first = failures.first {
            let code = failures.allSatisfy { $0.1.code == .anchorInvalid } ? ErrorCode.anchorInvalid : .anchorFailed
            report = Report(code, failures.map { "\($0.0): \($0.1.message)" }.joined(separator: "; "))
            if first.1.code == .configInvalid { report = Report(.configInvalid, "\(first.0): \(first.1.message)") }
        }
        return Answer(
            result: ["anchors": .array(answers.map(object))],
            lines: answers.map(line),
            quietLines: [],
            report: report
        )
    }

    private static func line(_ answer: AnchorAnswer) -> String {
        switch answer.outcome {
        case .success(let vouched):
            "dated      entries 0–\(vouched.draft.size - 1) existed by \(vouched.time) (\(vouched.signer), \(answer.name)), entry \(answer.entry ?? 0)"
        case .failure(let report): "not dated  \(answer.name): \(report.message)"
        }
    }

    private static func object(_ answer: AnchorAnswer) -> JSONValue {
        var object = JSONObject([("name", .string(answer.name))])
        switch answer.outcome {
        case .success(let vouched):
            object["ok"] = true
            object["size"] = .number(JSONNumber(vouched.draft.size))
            object["time"] = .string(vouched.time.description)
            object["signer"] = .string(vouched.signer)
            object["entry"] = answer.entry.map { .number(JSONNumber($0)) } ?? .null
        case .failure(let report):
            object["ok"] = false
            object["error"] = ["code": .string(report.code.rawValue), "message": .string(report.message)]
        }
        return .object(object)
    }
}
