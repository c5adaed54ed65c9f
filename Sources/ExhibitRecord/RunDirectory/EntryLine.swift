import ExhibitJSON

/// One entry as one line for people: `runs log` and stderr.txt.
package enum EntryLine {
    package static func of(_ entry: Entry) -> String {
        "\(entry.at)  \(entry.seq)  \(entry.type.rawValue)  \(summary(entry))"
    }

    /// What happened, without the entry's number and time.
    package static func summary(_ entry: Entry) -> String {
        let body = entry.body
        func text(_ key: String) -> String {
            switch body[key] {
            case .string(let value)?: value
            case .number(let value)?: value.text
            case .bool(let value)?: "\(value)"
            default: "-"
            }
        }
        return switch entry.type {
        case .requestIntent:
            "\(text("mode")) \(text("provider"))/\(text("model")), \(body["inputs"]?.array?.count ?? 0) files"
        case .attemptStarted:
            "attempt \(text("n")) step \(text("step")): \(text("method")) \(text("origin"))\(text("path")), \(text("bytes")) bytes"
        case .responseReceived:
            "attempt \(text("n")) step \(text("step")): \(text("status")), \(text("raw_bytes")) bytes, \(text("kind"))"
        case .attemptFailed: "attempt \(text("n")): \(text("code")) in phase \(text("phase")), billed \(text("billed"))"
        case .jobSubmitted: "job \(text("remote_id")): \(text("raw"))"
        case .jobStatus: "job \(text("state")) (\(text("raw"))), \(text("polls")) polls"
        case .jobCancel: "job \(text("remote_id")): cancelling \(text("answer")), because of \(text("because"))"
        case .artifactStored:
            "\(text("role")) \(text("n")): \(text("media_type")), \(text("bytes")) bytes, sha256 \(text("sha256"))"
        case .artifactDerived: "\(text("op")): sha256 \(text("sha256"))"
        case .runLog: "\(text("stream")): \(text("lines")) lines"
        case .runState: "\(text("from")) → \(text("to")) (\(text("event")))"
        case .taskState:
            "task \(text("task_id").suffix(8)): \(text("from")) → \(text("to")) (\(text("event"))), \(text("reason"))"
        case .verdict: "\(text("policy_id")): \(text("verdict"))"
        case .reviewDecision: "\(text("decision")) by key \(text("reviewer_key"))"
        case .waiver:
            "\(text("policy_id")): \(text("rule")) waived until \(text("expires")) by key \(text("reviewer_key"))"
        case .reconcile: text("outcome")
        case .warning: "\(text("code")): \(text("message"))"
        default: JSONText.compact(.object(body))
        }
    }
}
