import ExhibitJSON
import ExhibitModel

/// The one JSON document of `--json` (overview.md, "Output contract"): `ok` is true if and only if the exit status is 0.
enum Envelope {
    static func of(command: String, _ answer: Answer) -> JSONValue {
        .object(
            JSONObject([
                ("schema", "exhibit/1"), ("ok", .bool(answer.report == nil)), ("command", .string(command)),
                ("result", answer.result), ("error", answer.report.map(error) ?? .null),
                ("next", .array(((answer.report?.next ?? []) + answer.next).map(JSONValue.string))),
            ])
        )
    }

    private static func error(_ report: Report) -> JSONValue {
        .object(
            JSONObject([
                ("code", .string(report.code.rawValue)), ("message", .string(report.message)),
                ("hint", .string(report.hint)),
                ("retryable", .bool(report.retryable)), ("billed", .string(report.billed.rawValue)),
            ])
        )
    }
}
