import ExhibitJSON
import ExhibitLedger
import ExhibitModel
package import ExhibitRecord

/// The files of a queue's state directory that are about all of its tasks.
package enum QueueFiles {
    package static func files(_ tasks: [TaskView], _ queue: QueueView) -> [RunDirectory.File] {
        [
            TaskFiles.file("queue_state.json", queue.object(tasks)),
            lines("tasks.jsonl", tasks.map(\.object)),
            lines("events.jsonl", queue.events.map(event)),
        ]
    }

    private static func lines(_ name: String, _ objects: [JSONObject]) -> RunDirectory.File {
        TaskFiles.text(name, objects.map { JSONText.compact(.object($0)) })
    }

    /// One line for each entry about a task, the oldest first.
    private static func event(_ entry: Entry) -> JSONObject {
        var event: JSONObject = [
            "schema": "exhibit.event/1", "ts": .string(entry.at.description), "seq": .number(JSONNumber(entry.seq)),
            "type": .string(entry.type.rawValue), "task_name": .of(entry.task), "run_id": .of(entry.run),
        ]
        for key in ["task_id", "batch", "event", "from", "to", "reason", "note", "worker", "images", "micros"] {
            event[key] = entry.body[key]
        }
        return event
    }
}
