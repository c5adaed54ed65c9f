import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// What entries say of tasks and batches.
extension Projection {
    func openBatch(_ entry: Entry) throws(SQLiteError) {
        let body = entry.body
        try db.run(
            """
            INSERT INTO batch(batch_id, name, opened_at, kind, form, scope, manifest_commit, tasks, max_workers, max_waiting,
                task_timeout_seconds, max_images, max_cost_micros, continue_on_error, entry, reserved_images, reserved_micros,
                spent_images, spent_micros)
            VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 0, 0, 0, 0)
            """,
            [
                .of(body["batch"]?.string), .of(body["name"]?.string), .text(entry.at.description),
                .of(body["kind"]?.string), .of(body["form"]?.string), .of(body["scope"]?.string),
                .of(body["manifest_commit"]?.string), .of(body["tasks"]?.int), .of(body["max_workers"]?.int),
                .of(body["max_waiting"]?.int), .of(body["task_timeout_seconds"]?.int), .of(body["max_images"]?.int),
                .of(body["max_cost_micros"]?.int), .integer(body["continue_on_error"]?.bool == true ? 1 : 0),
                .integer(entry.seq),
            ]
        )
    }

    func closeBatch(_ entry: Entry) throws(SQLiteError) {
        try db.run(
            "UPDATE batch SET closed_at = ?2 WHERE batch_id = ?1",
            [.of(entry.body["batch"]?.string), .text(entry.at.description)]
        )
    }

    /// Whether the entry followed the table of task states.
    func task(_ entry: Entry) throws(SQLiteError) -> Bool {
        guard let task = TaskReplay.task(of: entry) else { return false }
        try db.run("INSERT INTO task_entry(task_id, seq) VALUES(?1, ?2)", [.text(task), .integer(entry.seq)])
        switch entry.type {
        case .budgetReserved: try reserve(task, entry)
        case .budgetSettled: try settle(task, entry)
        default: return try move(task, entry)
        }
        return true
    }

    private func move(_ task: String, _ entry: Entry) throws(SQLiteError) -> Bool {
        if let first = TaskState.initial(entry) {
            try insert(task, first, entry)
            if first == .queued { try reopenBatch(entry) }
            return true
        }
        guard let word = try db.text("SELECT state FROM task WHERE task_id = ?1", [.text(task)]),
            let next = TaskState(rawValue: word)?.after(entry)
        else { return false }
        try update(task, next, entry)
        if entry.body["event"]?.string == TaskEvent.retried.rawValue { try reopenBatch(entry) }
        return true
    }

    private func insert(_ task: String, _ state: TaskState, _ entry: Entry) throws(SQLiteError) {
        let body = entry.body
        try db.run(
            """
            INSERT INTO task(task_id, task_key, batch_id, state, entry, scope, n, first_entry, task_name, priority,
                after_keys, reason, of_task, note, reused_run, spec_commit, request_tag, provider, model, images, micros,
                claims, consent, reserved_images, reserved_micros, spent_images, spent_micros, spent_unknown, submitted_at,
                ended_at)
            VALUES(?1, ?2, ?3, ?4, ?5, (SELECT scope FROM batch WHERE batch_id = ?3), ?6, ?5, ?7, ?8, ?9, ?10, ?11, ?12,
                ?13, ?14, ?15, ?16, ?17, ?18, ?19, 0, 0, 0, 0, 0, 0, 0, ?20, ?21)
            """,
            [
                .text(task), .of(body["task_key"]?.string), .of(body["batch"]?.string), .text(state.rawValue),
                .integer(entry.seq), .of(body["n"]?.int ?? 0), .of(entry.task), .of(body["priority"]?.int ?? 0),
                .of(body["after"].map(JSONText.compact)), .of(body["reason"]?.string), .of(body["of"]?.string),
                .of(body["note"]?.string), .of(body["reused_run"]?.string), .of(body["spec_commit"]?.string),
                .of(body["request_tag"]?.string), .of(body["provider"]?.string), .of(body["model"]?.string),
                .of(body["images"]?.int ?? 1), .of(body["micros"]?.int), .text(entry.at.description),
                state.isActive ? .null : .text(entry.at.description),
            ]
        )
    }

    private func update(_ task: String, _ state: TaskState, _ entry: Entry) throws(SQLiteError) {
        let body = entry.body
        let event = body["event"]?.string.flatMap(TaskEvent.init(rawValue:))
        let isRetried = event == .retried
        try db.run(
            """
            UPDATE task SET state = ?2, entry = ?3, reason = ?4, of_task = ?5, note = ?6,
                run_id = CASE WHEN ?7 THEN ?8 ELSE ifnull(?8, run_id) END, worker = ifnull(?9, worker),
                lease = ifnull(?10, lease), session = CASE WHEN ?11 THEN ?12 ELSE session END, claims = claims + ?11,
                started_at = CASE WHEN ?11 THEN ifnull(started_at, ?13) WHEN ?7 THEN NULL ELSE started_at END,
                ended_at = ?14, consent = CASE WHEN ?7 THEN ?15 WHEN ?14 IS NULL THEN consent ELSE 0 END
            WHERE task_id = ?1
            """,
            [
                .text(task), .text(state.rawValue), .integer(entry.seq), .of(body["reason"]?.string),
                .of(body["of"]?.string), .of(body["note"]?.string), .integer(isRetried ? 1 : 0),
                .of(body["run"]?.string), .of(body["worker"]?.string), .of(body["lease"]?.string),
                .integer(event == .claimed ? 1 : 0), .of(entry.session.map { Int($0) }), .text(entry.at.description),
                state.isActive ? .null : .text(entry.at.description), .integer(body["consent"]?.bool == true ? 1 : 0),
            ]
        )
    }

    /// Tasks wait again in a batch that had been closed.
    private func reopenBatch(_ entry: Entry) throws(SQLiteError) {
        try db.run(
            "UPDATE batch SET closed_at = NULL WHERE batch_id = ?1 AND closed_at IS NOT NULL",
            [.of(entry.body["batch"]?.string)]
        )
    }
}
