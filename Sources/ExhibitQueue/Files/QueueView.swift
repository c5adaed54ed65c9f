package import ExhibitJSON
package import ExhibitLedger
package import ExhibitRecord

/// A queue as it stands, beside its tasks.
package struct QueueView: Sendable {
    package let folder: String
    package let scope: TaskScope
    package let limits: BatchLimits
    package let isPaused: Bool
    /// The `task.state` and `budget.*` entries of its tasks, the oldest first.
    package let events: [Entry]

    package init(folder: String, scope: TaskScope, limits: BatchLimits, isPaused: Bool, events: [Entry] = []) {
        self.folder = folder
        self.scope = scope
        self.limits = limits
        self.isPaused = isPaused
        self.events = events
    }

    package func object(_ tasks: [TaskView]) -> JSONObject {
        let summary = WorkSummary(tasks)
        let running = tasks.filter { $0.state == .running }
        return JSONObject([
            ("schema", "exhibit.queue/1"), ("ok", .bool(summary.isClean)), ("queue_id", .string(scope.text)),
            ("state_dir", .string(folder)), ("status", .string(status(summary))),
            ("max_workers", .int(limits.maxWorkers)),
            ("task_timeout_seconds", limits.taskTimeoutSeconds.map(JSONValue.int) ?? .null),
            ("max_queue_size", limits.maxWaiting.map(JSONValue.int) ?? .null), ("counters", .object(summary.object)),
            ("running_count", .int(running.count)), ("queued_count", .int(summary.counts[.queued])),
            ("running", .array(running.map { .object($0.object) })),
            (
                "queued",
                .array(tasks.filter { $0.state == .queued }.map { .string($0.row.task) })
            ),
            ("workers", .array(running.compactMap(\.row.worker).map { .string($0) })),
            ("tasks_total", .int(tasks.count)),
        ])
    }

    private func status(_ summary: WorkSummary) -> String {
        if isPaused { return "paused" }
        return summary.counts.active > 0 ? "running" : "idle"
    }
}
