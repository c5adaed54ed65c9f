package import ExhibitModel
package import ExhibitRecord

/// What a ledger knows of tasks and batches; one that an older exhibit made has none.
extension Reader {
    package func tasks(_ filter: TaskFilter) throws -> [TaskRow] {
        guard hasTasks else { return [] }
        return try queries.tasks(filter).compactMap { id throws(SQLiteError) in try TaskRow.one(queries.db, id) }
    }

    /// The task that `part` names: a unique prefix or suffix of at least four characters of its id, or else its key, of
    /// which the newest task counts.
    ///
    /// - Throws: `task.not_found`.
    package func task(_ part: String) throws -> TaskRow {
        let found = hasTasks ? try queries.tasks(matching: part) : []
        guard let id = found.first, let row = try TaskRow.one(queries.db, id) else {
            throw Report(.taskNotFound, "no task has the key \(part), or an id that starts or ends with it")
        }
        guard found.count == 1 else {
            throw Report(.taskNotFound, "\(part) names more than one task", hint: "give more characters of the id")
        }
        return row
    }

    /// The task that a run works for.
    package func task(ofRun run: String) throws -> TaskRow? {
        guard hasTasks,
            let id = try queries.db.text("SELECT task_id FROM task WHERE run_id = ?1", [.text(run)])
        else { return nil }
        return try TaskRow.one(queries.db, id)
    }

    package func replay(task: String) throws -> TaskReplay? {
        guard hasTasks else { return nil }
        let entries = try queries.entries(ofTask: task)
        guard let first = entries.first, var replay = TaskReplay(first) else { return nil }
        for entry in entries.dropFirst() { try replay.apply(entry) }
        return replay
    }

    /// Every entry about a task, in order.
    package func entries(ofTask task: String) throws -> [Entry] {
        hasTasks ? try queries.entries(ofTask: task) : []
    }

    package func taskCounts(_ target: TaskTarget?) throws -> TaskCounts {
        hasTasks ? try queries.taskCounts(target) : TaskCounts()
    }

    /// The order as it was submitted; nil once it was erased.
    package func order(of task: TaskRow) -> String? { task.specCommit.flatMap(queries.privateValue) }

    /// The batch that `part` names: as for tasks, with its name for a key.
    ///
    /// - Throws: `batch.not_found`.
    package func batch(_ part: String) throws -> BatchRow {
        let found = hasTasks ? try queries.batches(matching: part) : []
        guard let id = found.first, let row = try BatchRow.one(queries.db, id) else {
            throw Report(.batchNotFound, "no batch has the name \(part), or an id that starts or ends with it")
        }
        guard found.count == 1 else {
            throw Report(.batchNotFound, "\(part) names more than one batch", hint: "give more characters of the id")
        }
        return row
    }

    /// The newest first.
    package func batches(_ scope: TaskScope? = nil, limit: Int = 200) throws -> [BatchRow] {
        guard hasTasks else { return [] }
        return try queries.batches(scope, limit: limit).compactMap { id throws(SQLiteError) in
            try BatchRow.one(queries.db, id)
        }
    }

    /// The manifest as it was read; nil when there was none, or it was erased.
    package func manifest(of batch: BatchRow) -> String? { batch.manifestCommit.flatMap(queries.privateValue) }

    /// Who holds the tasks of a scope now, by task.
    package func leases(_ scope: TaskScope) throws -> [String: LeaseRow] {
        guard hasTasks else { return [:] }
        let rows = try queries.db.rows(
            """
            SELECT lease.task_id, lease.lease, lease.session, lease.worker, lease.pid, lease.boot, lease.process_started,
                lease.claimed_at, lease.beat_at
            FROM lease JOIN task ON task.task_id = lease.task_id WHERE task.scope = ?1
            """,
            [.text(scope.text)]
        ) { LeaseRow($0) }
        return Dictionary(rows.map { ($0.lease.task, $0) }) { $1 }
    }

    /// The state to show: a task whose worker's process is gone is `orphaned` until somebody takes it over.
    package func shownState(_ task: TaskRow) -> TaskState {
        guard task.state == .running || task.state == .stuck else { return task.state }
        return task.session.map { SessionLife.isHeld($0, home) } == true ? task.state : .orphaned
    }

    package func isPaused(_ scope: TaskScope) throws -> Bool {
        guard hasTasks else { return false }
        return try queries.db.integer("SELECT 1 FROM queue_pause WHERE scope = ?1", [.text(scope.text)]) != nil
    }

    /// Providers that asked to be left alone, and until when.
    package func parked(at now: Timestamp) throws -> [String: Timestamp] {
        guard hasTasks else { return [:] }
        let rows = try queries.db.rows(
            "SELECT provider, until_ms FROM provider_park WHERE until_ms > ?1",
            [.integer(now.milliseconds)]
        ) { (provider: $0.text(0) ?? "", until: Timestamp(milliseconds: $0.integer(1))) }
        return Dictionary(rows.map { ($0.provider, $0.until) }) { $1 }
    }

    /// The scope of a queue; its tag needs the home's own key.
    ///
    /// - Throws: ``LedgerError/keysMissing(_:)``.
    package func queueScope(_ folder: String) throws -> TaskScope { .queue(folder, try Keys.load(from: home)) }

    private var hasTasks: Bool { schema >= 2 }
}
