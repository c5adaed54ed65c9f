import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// `queue status`: how many tasks stand where, who works on what, and what holds the rest up.
enum QueueStatus {
    static func answer(_ contents: QueueContents, at now: Timestamp) throws -> Answer {
        let views = try contents.views(contents.rows())
        let view = try contents.view()
        var object = view.object(views)
        let summary = WorkSummary(views)
        object["ok"] = true
        object["clean"] = .bool(summary.isClean)
        let words = summary.counts.object
        for key in words.keys where object[key] == nil { object[key] = words[key] }
        let workers = try self.workers(contents)
        object["workers"] = .array(workers.map { .object($0.object) })
        let parked = try contents.reader?.parked(at: now).sorted { $0.key < $1.key } ?? []
        object["parked"] = .object(JSONObject(parked.map { ($0.key, .string($0.value.description)) }))
        return Answer(
            result: .object(object),
            lines: lines(summary.counts, view, workers, parked),
            quietLines: [view.folder]
        )
    }

    private struct Worker {
        let lease: LeaseRow
        let name: String

        var object: JSONObject {
            JSONObject([
                ("worker_id", .string(lease.worker)), ("pid", .int(lease.pid)), ("task_id", .string(lease.lease.task)),
                ("claimed_at", .string(lease.claimedAt)), ("beat_at", .string(lease.beatAt)),
            ])
        }
    }

    private static func workers(_ contents: QueueContents) throws -> [Worker] {
        guard let reader = contents.reader, let scope = contents.scope else { return [] }
        let leases = try reader.leases(scope)
        return try contents.rows([.running, .stuck]).compactMap { row in
            leases[row.task].map { Worker(lease: $0, name: row.name ?? String(row.task.suffix(8))) }
        }
    }

    private static func lines(
        _ counts: TaskCounts,
        _ view: QueueView,
        _ workers: [Worker],
        _ parked: [(key: String, value: Timestamp)]
    ) -> [String] {
        let told = TaskState.allCases.filter { counts[$0] > 0 }
            .map { "\($0.rawValue.replacing("_", with: " ").padded(18))  \(counts[$0])" }
        return (counts.total == 0 ? ["no tasks"] : told)
            + workers.map {
                "\($0.lease.worker.padded(18))  \($0.name), process \($0.lease.pid), since \($0.lease.claimedAt)"
            }
            + parked.map { "provider \($0.key) is left alone until \($0.value)" }
            + (view.isPaused ? ["paused: nothing is begun before exhibit queue resume"] : [])
            + [
                "at most \(view.limits.maxWorkers) at a time, \(view.limits.maxWaiting.map { String($0) } ?? "any number") waiting",
                view.folder,
            ]
    }
}
