import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// `runs list` for people and machines.
enum RunListAnswer {
    static func of(_ rows: [RunRow]) -> Answer {
        var answer = Answer()
        answer.result = ["runs": .array(rows.map { .object(object($0)) })]
        answer.lines = TextTable.lines(
            ["run", "task", "what", "inputs", "verdict", "review"],
            rows.map { row in
                [
                    String(row.run.suffix(8)), row.task, "\(businessName(row)) \(row.provider)/\(row.model)",
                    String(inputs(row)),
                    verdict(row), review(row),
                ]
            }
        )
        if rows.isEmpty {
            answer.lines = ["no runs yet: exhibit generate --provider sandbox --prompt 'a cat' makes one"]
        }
        answer.quietLines = rows.map(\.run)
        answer.next = rows.first.map { ["exhibit policy explain \($0.run.suffix(8))"] } ?? []
        return answer
    }

    private static func businessName(_ row: RunRow) -> String { Mode(rawValue: row.mode)?.businessName ?? row.mode }

    private static func inputs(_ row: RunRow) -> Int {
        row.inputs == "[]" ? 0 : row.inputs.split(separator: ",").count
    }

    /// A simulated picture never stands there as simply accepted.
    private static func verdict(_ row: RunRow) -> String {
        guard row.state == "succeeded" else { return row.state.replacing("_", with: " ") }
        let word = (row.verdict ?? "not judged").replacing("_", with: " ")
        return row.simulated && word == "accepted" ? "accepted, simulated" : word
    }

    /// What a reviewer said last; a run that nobody may use before one has spoken says that it waits.
    private static func review(_ row: RunRow) -> String {
        if let review = row.review { return "\(review.decision) by key \(review.key.prefix(8))…" }
        return row.state == "succeeded" && row.verdict == "needs_review" ? "waits" : "–"
    }

    private static func object(_ row: RunRow) -> JSONObject {
        JSONObject([
            ("run_id", .string(row.run)), ("task_name", .string(row.task)), ("mode", .string(row.mode)),
            ("provider", .string(row.provider)), ("model", .string(row.model)), ("inputs", .int(inputs(row))),
            ("bytes", row.bytes.map { .number(JSONNumber($0)) } ?? .null), ("state", .string(row.state)),
            ("started_at", .string(row.startedAt)), ("policy", row.policy.map(JSONValue.string) ?? .null),
            ("verdict", row.verdict.map(JSONValue.string) ?? .null),
            ("grade", row.grade.map(JSONValue.string) ?? .null),
            ("simulated", .bool(row.simulated)),
            (
                "review",
                row.review.map { review in
                    .object(["decision": .string(review.decision), "reviewer_key": .string(review.key)])
                } ?? .null
            ),
        ])
    }
}
