package import ExhibitJSON
package import ExhibitLedger
package import ExhibitModel
import ExhibitRecord

/// A batch as it stands, beside its tasks.
package struct BatchView: Sendable {
    package let row: BatchRow
    package let folder: String
    package let notes: [Note]

    package init(row: BatchRow, folder: String, notes: [Note] = []) {
        self.row = row
        self.folder = folder
        self.notes = notes
    }

    /// What was asked, before anything was made.
    package func request(_ tasks: [TaskView]) -> JSONObject {
        var object = head("exhibit.batch-request/1")
        object["tasks"] = .array(
            tasks.map { task in
                [
                    "place": .int(task.row.place), "task_id": .string(task.row.task), "task_name": .of(task.row.name),
                    "task_key": .of(task.row.key), "command_line": .of(task.order?.commandLine),
                ]
            }
        )
        return object
    }

    /// What came of it; provider and model are those of the runs, as the ledger has them.
    package func result(_ tasks: [TaskView]) -> JSONObject {
        let summary = WorkSummary(tasks)
        var object = head("exhibit.batch/1")
        object["ok"] = .bool(summary.isClean)
        object["total"] = .int(tasks.count)
        object["scheduled"] = .int(tasks.count { $0.state != .rejected && $0.state != .skipped })
        object["processed"] = .int(tasks.count { !$0.state.isActive })
        object["success"] = .int(summary.counts[.completed])
        object["failed"] = .int(summary.counts[.failed])
        object["timeout"] = .int(summary.counts[.timedOut])
        object["rejected"] = .int(summary.counts[.rejected])
        object["summary"] = .object(summary.object)
        object["provider"] = Self.common(tasks, "provider")
        object["model"] = Self.common(tasks, "model")
        object["cost_micros"] = Self.spent(tasks).map(JSONValue.int) ?? .null
        object["notes"] = .array(notes.map { ["code": .string($0.code), "message": .string($0.message)] })
        object["results"] = .array(tasks.map { .object($0.object) })
        return object
    }

    private func head(_ schema: String) -> JSONObject {
        let limits = row.limits
        return JSONObject([
            ("schema", .string(schema)), ("batch_id", .string(row.batch)), ("batch_name", .of(row.name)),
            ("batch_dir", .string(folder)), ("form", .of(row.form)), ("max_workers", .int(limits.maxWorkers)),
            ("queue_limit", limits.maxWaiting.map { .int(limits.maxWorkers + $0) } ?? .null),
            ("max_images", limits.maxImages.map(JSONValue.int) ?? .null),
            ("max_cost_micros", limits.maxCostMicros.map(JSONValue.int) ?? .null),
            ("continue_on_error", .bool(limits.continueOnError)), ("opened_at", .string(row.openedAt)),
            ("closed_at", .of(row.closedAt)),
        ])
    }

    /// The value that the runs of all completed tasks have; else null, as no one word is true of them all.
    private static func common(_ tasks: [TaskView], _ key: String) -> JSONValue {
        let values = Set(tasks.compactMap { $0.result?.object[key]?.string })
        return values.count == 1 ? .of(values.first) : .null
    }

    /// What all runs cost; nil when that is not known of one of them.
    private static func spent(_ tasks: [TaskView]) -> Int? {
        tasks.compactMap { $0.result }.reduce(0 as Int?) { sum, result in
            guard let sum, let micros = result.object["cost"]?["micros"]?.int else { return nil }
            return sum + micros
        }
    }
}
