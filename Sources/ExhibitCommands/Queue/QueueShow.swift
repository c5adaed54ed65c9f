import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// `queue get`: one task with the ends of its logs and the paths of all that was made.
enum QueueShow {
    static let tailLimit = 1 << 20

    static func answer(_ part: String, tailBytes: Int, _ contents: QueueContents) throws -> Answer {
        guard (0...tailLimit).contains(tailBytes) else {
            throw Report(.usageInvalid, "--tail-bytes \(tailBytes)", hint: "give 0 to \(tailLimit)")
        }
        let view = try contents.views([contents.task(part)])[0]
        let files = TaskFiles.files(view, taskName: "task.json")
        // The paths that are told have to be there; where the folder cannot be written, the record stands all the same.
        try? WorkFolder.write(files, into: view.folder)
        func tail(_ name: String) -> JSONValue {
            .string(Self.tail(files.first { $0.name == name }?.bytes ?? [], tailBytes))
        }
        var object = view.object
        object["ok"] = true
        object["clean"] = .bool(view.isClean)
        object["command_line"] = view.order.map { .string($0.commandLine) } ?? .null
        object["stdout_tail"] = tail("stdout.txt")
        object["stderr_tail"] = tail("stderr.txt")
        object["result_path"] = .string("\(view.folder)/result.json")
        object["artifacts"] = .object(artifacts(view, files.map(\.name)))
        object["result"] = view.result.map { .object($0.object) } ?? .null
        return Answer(result: .object(object), lines: lines(view), quietLines: [view.folder])
    }

    /// At most `limit` bytes of the end, beginning with a whole character.
    static func tail(_ bytes: [UInt8], _ limit: Int) -> String {
        // A continuation byte of UTF-8 begins with the bits 10.
        String(decoding: bytes.suffix(limit).drop { $0 & 0xC0 == 0x80 && bytes.count > limit }, as: UTF8.self)
    }

    private static func artifacts(_ view: TaskView, _ names: [String]) -> JSONObject {
        var paths: JSONObject = ["task_dir": .string(view.folder)]
        for name in names { paths[name.replacing(".", with: "_")] = .string("\(view.folder)/\(name)") }
        paths["run_dir"] = view.object["run_dir"]
        paths["outputs"] = .array((view.result?.object["outputs"]?.array ?? []).compactMap { $0["path"] })
        return paths
    }

    private static func lines(_ view: TaskView) -> [String] {
        let row = view.row
        let facts: [(String, String?)] = [
            ("task", "\(row.task)   \(row.name ?? "")"), ("key", row.key), ("state", view.words),
            ("reason", [row.reason?.replacing("_", with: " "), row.note].compactMap(\.self).joined(separator: ": ")),
            ("worker", row.worker.map { name in view.pid.map { "\(name), process \($0)" } ?? name }),
            ("submitted", row.submittedAt), ("started", row.startedAt), ("ended", row.endedAt),
            ("again", view.order?.commandLine),
        ]
        let told = facts.compactMap { label, text in
            text.flatMap { $0.isEmpty ? nil : "\(label.padded(10))  \($0)" }
        }
        return told + (view.result?.closingLines ?? []) + [view.folder]
    }
}
