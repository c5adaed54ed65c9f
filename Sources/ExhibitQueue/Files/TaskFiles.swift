import ExhibitJSON
import ExhibitLedger
package import ExhibitRecord

/// The files of one task as a pure rendering of the ledger: rendering twice gives the same bytes.
package enum TaskFiles {
    /// `taskName` is how the file of the task itself is called: `task.json` in a queue, `batch_task.json` in a batch.
    package static func files(_ task: TaskView, taskName: String) -> [RunDirectory.File] {
        var files = [
            file(taskName, description(task)), file("command.json", command(task)), file("result.json", result(task)),
            text("stdout.txt", task.result?.closingLines ?? []), text("stderr.txt", log(task)),
        ]
        if taskName == "batch_task.json" { files.append(file("state.json", state(task))) }
        return files
    }

    private static func description(_ task: TaskView) -> JSONObject {
        let row = task.row
        return JSONObject([
            ("schema", "exhibit.task/1"), ("task_id", .string(row.task)), ("task_key", .of(row.key)),
            ("task_name", .of(row.name)), ("batch_id", .string(row.batch)), ("place", .int(row.place)),
            ("priority", .int(row.priority)), ("after", .array(row.after.map { .string($0) })),
            ("command", .of(task.order?.command)),
            ("arguments", .array((task.order?.arguments ?? []).map { .string($0) })),
            ("submitted_at", .string(row.submittedAt)),
        ])
    }

    /// The command line that would do it again.
    private static func command(_ task: TaskView) -> JSONObject {
        let words = task.order.map { ["exhibit", $0.command] + $0.arguments } ?? []
        return JSONObject([
            ("schema", "exhibit.command/1"), ("command_line", .of(task.order?.commandLine)),
            ("argv", .array(words.map { .string($0) })),
        ])
    }

    private static func state(_ task: TaskView) -> JSONObject {
        var state: JSONObject = ["schema": "exhibit.task-state/1"]
        let all = task.object
        for key in [
            "task_id", "status", "reason", "started_at", "ended_at", "elapsed_seconds", "run_id", "output", "error",
        ] {
            state[key] = all[key]
        }
        return state
    }

    /// The run's own record, with the task that it belongs to; the task alone when it has no run.
    private static func result(_ task: TaskView) -> JSONObject {
        var object = task.result?.object ?? ["schema": "exhibit.result/1", "ok": false]
        object["ok"] = .bool(task.isClean)
        object["task"] = .object(task.object)
        return object
    }

    private static func log(_ task: TaskView) -> [String] {
        if let run = task.result?.replay { return run.entries.map(EntryLine.of) }
        guard !task.state.isActive else { return [] }
        let words = [task.state.rawValue, task.row.reason, task.row.note].compactMap(\.self)
        return ["\(task.row.endedAt ?? task.row.submittedAt) \(words.joined(separator: ": "))"]
    }

    static func file(_ name: String, _ object: JSONObject) -> RunDirectory.File {
        RunDirectory.File(name: name, bytes: Array((JSONText.pretty(.object(object)) + "\n").utf8))
    }

    static func text(_ name: String, _ lines: [String]) -> RunDirectory.File {
        RunDirectory.File(name: name, bytes: Array(lines.map { $0 + "\n" }.joined().utf8))
    }
}
