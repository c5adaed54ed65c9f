package import ExhibitJSON
package import ExhibitLedger
import ExhibitModel
package import ExhibitRecord

/// One task with all that is told of it: in files, in listings, on the screen.
package struct TaskView: Sendable {
    package let row: TaskRow
    /// As it is shown: a task whose worker's process is gone is `orphaned` until somebody takes it over.
    package let state: TaskState
    /// What is to be done; nil once it was erased.
    package let order: TaskOrder?
    /// Of its own run, or of the earlier one that stands for it; nil before it begins.
    package let result: RunResult?
    /// Of the process that took it last.
    package let pid: Int?
    /// Where its files are.
    package let folder: String

    package init(
        row: TaskRow,
        state: TaskState,
        order: TaskOrder?,
        result: RunResult?,
        pid: Int?,
        folder: String
    ) {
        self.row = row
        self.state = state
        self.order = order
        self.result = result
        self.pid = pid
        self.folder = folder
    }

    /// Whether its picture may be used: completed, and accepted by every policy.
    package var isClean: Bool { state == .completed && result?.outcome.exit == .done }

    /// The fields that listings have (wire format of the queue), and the proof of its run.
    package var object: JSONObject {
        var object = JSONObject([
            ("task_id", .string(row.task)), ("task_key", .of(row.key)), ("task_name", .of(row.name)),
            ("batch_id", .string(row.batch)), ("place", .int(row.place)), ("status", .string(state.rawValue)),
            ("reason", .of(row.reason)), ("note", .of(row.note)), ("of", .of(row.of)),
            ("worker_id", .of(row.worker)), ("thread_id", .of(row.worker)), ("pid", pid.map(JSONValue.int) ?? .null),
            ("submitted_at", .string(row.submittedAt)), ("started_at", .of(row.startedAt)),
            ("ended_at", .of(row.endedAt)), ("elapsed_seconds", elapsed), ("priority", .int(row.priority)),
            ("run_id", .of(row.run ?? row.reusedRun)), ("reused", .bool(row.reusedRun != nil)),
        ])
        for (key, value) in proof { object[key] = value }
        for (key, name) in [("stdout", "stdout.txt"), ("stderr", "stderr.txt"), ("result_json", "result.json")] {
            object[key] = .string("\(folder)/\(name)")
        }
        return object
    }

    /// What the ledger says of the run; nothing here is a constant of ours.
    private var proof: [(String, JSONValue)] {
        let record = result?.object
        func field(_ key: String) -> JSONValue { record?[key] ?? .null }
        return [
            ("provider", record?["provider"] ?? .of(row.provider)), ("model", record?["model"] ?? .of(row.model)),
            ("mode", field("mode")), ("input_images", field("input_images")), ("bytes", field("bytes")),
            ("sha256", record?["outputs"]?.array?.first?["sha256"] ?? .null), ("output", field("output")),
            ("output_dir", folderOfOutput), ("run_dir", field("run_dir")),
            ("verdict", record?["acceptance"]?["verdict"] ?? .null), ("cost", field("cost")), ("error", error),
        ]
    }

    private var folderOfOutput: JSONValue {
        guard let path = result?.object["output"]?.string, let slash = path.lastIndex(of: "/") else { return .null }
        return .string(String(path[..<slash]))
    }

    /// Of the run; for a task without one, why it has none.
    package var error: JSONValue {
        guard !state.isActive else { return .null }
        if let report = result?.outcome.report {
            return .object(
                JSONObject([
                    ("code", .string(report.code.rawValue)), ("message", .string(report.message)),
                    ("hint", .string(report.hint)), ("billed", .string(report.billed.rawValue)),
                ])
            )
        }
        guard state != .completed else { return .null }
        return .object(
            JSONObject([
                ("code", .string("task.\(row.reason ?? state.rawValue)")), ("message", .of(row.note)),
                ("billed", "no"),
            ])
        )
    }

    /// Seconds with three digits, as text: no document of ours holds a float.
    private var elapsed: JSONValue {
        guard let milliseconds = elapsedMilliseconds else { return .null }
        let rest = String(milliseconds % 1000)
        return .string("\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest)
    }

    /// From being taken to its end; nil while either is to come.
    package var elapsedMilliseconds: Int64? {
        guard let start = row.startedAt.flatMap({ Timestamp(rfc3339: $0) }),
            let end = row.endedAt.flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        return max(0, end.milliseconds - start.milliseconds)
    }
}

extension JSONValue {
    /// `null` for what is not there.
    static func of(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
