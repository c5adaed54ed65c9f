import ExhibitJSON
package import ExhibitModel
import ExhibitPolicy

/// The files of a run directory as a pure rendering of the record: rendering twice gives the same bytes, and the audit
/// compares them.
package enum RunDirectory {
    package struct File: Sendable, Hashable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// The files' names; none of the files is ever empty.
    package static let names = ["request.json", "state.json", "result.json", "stdout.txt", "stderr.txt"]

    /// `<task-name>-<utc time>-<short run id>`, also the stem of the output files.
    package static func stem(task: String, at time: Timestamp, run: String) -> String {
        "\(Slug.of(task))-\(time.compact)-\(run.suffix(8))"
    }

    package static func files(_ run: RunReplay, _ source: RecordSource) -> [File] {
        let record = ResultRecord(run, source)
        let result = record.object
        return [
            File(name: "request.json", bytes: json(request(run, source, result))),
            File(name: "state.json", bytes: json(state(run, record, result))),
            File(name: "result.json", bytes: json(result)),
            File(name: "stdout.txt", bytes: text(ClosingLines.of(run, record))),
            File(name: "stderr.txt", bytes: text(run.entries.map(EntryLine.of))),
        ]
    }

    private static func json(_ object: JSONObject) -> [UInt8] {
        Array((JSONText.pretty(.object(object)) + "\n").utf8)
    }

    private static func text(_ lines: [String]) -> [UInt8] {
        Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    private static func request(_ run: RunReplay, _ source: RecordSource, _ result: JSONObject) -> JSONObject {
        let intent = run.intent
        func text(_ key: String) -> JSONValue {
            intent[key]?.string.flatMap(source.privateValue).map(JSONValue.string) ?? .null
        }
        var object = JSONObject([
            ("schema", "exhibit.request/1"), ("run_id", .string(run.run)), ("task_name", .string(run.task)),
        ])
        for key in ["provider", "provider_source", "dialect", "model", "model_source", "mode", "route"] {
            object[key] = intent[key] ?? .null
        }
        object["prompt"] = text("prompt_commit")
        object["sent_prompt"] = text("sent_prompt_commit")
        object["size"] = intent["sent_size"] ?? .null
        object["options"] = intent["options"] ?? .object([:])
        object["timeout_ms"] = intent["timeout_ms"] ?? .null
        object["max_attempts"] = intent["max_attempts"] ?? .null
        object["input_images"] = result["input_images"]
        object["output"] = result["output"]
        object["policies"] = intent["policies"] ?? .array([])
        return object
    }

    private static func state(_ run: RunReplay, _ record: ResultRecord, _ result: JSONObject) -> JSONObject {
        JSONObject([
            ("schema", "exhibit.state/1"), ("run_id", .string(run.run)), ("status", .string(run.state.rawValue)),
            ("attempt", .int(run.attempts.count)), ("max_attempts", run.intent["max_attempts"] ?? .null),
            ("started_at", .string(run.intentEntry.at.description)),
            ("updated_at", .string((run.entries.last ?? run.intentEntry).at.description)),
            ("elapsed_ms", .int(run.elapsedMilliseconds)), ("output", result["output"] ?? .null),
            ("last_error", lastError(run)), ("verdict", record.deciding.map { .string($0.verdict.rawValue) } ?? .null),
            (
                "transitions",
                .array(
                    run.transitions.map { step in
                        .object(
                            JSONObject([
                                ("at", .string(step.at.description)),
                                ("from", step.from.map { .string($0.rawValue) } ?? .null),
                                ("to", .string(step.to.rawValue)), ("reason", .string(step.reason)),
                                ("entry", .number(JSONNumber(step.entry))),
                            ])
                        )
                    }
                )
            ),
        ])
    }

    private static func lastError(_ run: RunReplay) -> JSONValue {
        if let fault = run.fault { return .object(fault) }
        guard run.state != .succeeded, let failure = run.lastAttempt?.failure else { return .null }
        return .object(
            JSONObject(
                ["code", "class", "status", "billed", "message"].compactMap { key in
                    failure.body[key].map { (key, $0) }
                }
            )
        )
    }
}
