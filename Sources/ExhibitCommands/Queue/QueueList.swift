import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// `queue list` and `queue history`.
enum QueueList {
    /// In the order of submission.
    static func answer(_ states: Set<TaskState>, _ contents: QueueContents) throws -> Answer {
        // A task whose worker is gone shows as orphaned before the ledger has it so.
        let views = try contents.views(contents.rows()).filter { states.isEmpty || states.contains($0.state) }
        return try answer(views, contents)
    }

    /// The newest first, with the submissions that they came by.
    static func history(limit: Int, _ contents: QueueContents) throws -> Answer {
        guard limit >= 1 else { throw Report(.usageInvalid, "--limit \(limit)", hint: "give 1 or more") }
        let views = try contents.views(contents.rows(newestFirst: true, limit: limit))
        var answer = try answer(views, contents)
        let batches = try contents.scope.map { try contents.reader?.batches($0, limit: limit) ?? [] } ?? []
        if var object = answer.result.object {
            object["batches"] = .array(batches.map { .object(submission($0)) })
            answer.result = .object(object)
        }
        return answer
    }

    private static func answer(_ views: [TaskView], _ contents: QueueContents) throws -> Answer {
        var object = try contents.view().object(views)
        // How its tasks stand is told, not judged.
        object["ok"] = true
        object["clean"] = .bool(WorkSummary(views).isClean)
        object["count"] = .int(views.count)
        object["tasks"] = .array(views.map { .object($0.object) })
        return Answer(result: .object(object), lines: QueueLine.table(views), quietLines: views.map(\.row.task))
    }

    private static func submission(_ row: BatchRow) -> JSONObject {
        JSONObject([
            ("batch_id", .string(row.batch)), ("batch_name", row.name.map(JSONValue.string) ?? .null),
            ("opened_at", .string(row.openedAt)), ("max_workers", .int(row.limits.maxWorkers)),
            ("task_timeout_seconds", row.limits.taskTimeoutSeconds.map(JSONValue.int) ?? .null),
            ("max_queue_size", row.limits.maxWaiting.map(JSONValue.int) ?? .null),
        ])
    }
}
