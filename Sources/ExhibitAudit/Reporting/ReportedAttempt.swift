import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// One attempt: what was sent where, what came back when, and how the connection was.
struct ReportedAttempt {
    private let attempt: AttemptReplay

    init(_ attempt: AttemptReplay) {
        self.attempt = attempt
    }

    func value(_ mask: PathMask) -> JSONValue {
        let started = attempt.started
        var object = JSONObject([
            ("n", .int(attempt.number)), ("entry", .number(JSONNumber(started.seq))),
            ("started_at", .string(started.at.description)), ("billed", .string(attempt.billed)),
        ])
        for key in ["method", "origin", "path", "bytes", "route", "transport"] { object[key] = started.body[key] }
        // A file on this machine is read, not asked.
        if started.body["method"]?.string == "READ" { object["path"] = nil }
        object["answers"] = .array(attempt.responses.map { .object(Self.answer($0)) })
        if let failure = attempt.failure {
            var told = JSONObject([
                ("entry", .number(JSONNumber(failure.seq))), ("at", .string(failure.at.description)),
            ])
            for key in ["phase", "class", "code", "status", "billed", "not_before"] { told[key] = failure.body[key] }
            told["message"] = failure.body["message"].map(mask.hide)
            object["failure"] = .object(told)
        }
        return .object(object)
    }

    private static func answer(_ response: Entry) -> JSONObject {
        var object = JSONObject([
            ("entry", .number(JSONNumber(response.seq))), ("at", .string(response.at.description)),
        ])
        for key in ["step", "kind", "status", "raw_bytes", "raw_sha256", "timing", "transport", "echoed", "source"] {
            object[key] = response.body[key]
        }
        return object
    }
}
