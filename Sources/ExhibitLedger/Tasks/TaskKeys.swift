import ExhibitRecord

/// What the ledger has of keys and requests.
struct TaskKeys {
    let db: SQLiteConnection

    func isKnown(_ key: String, in scope: TaskScope) throws(SQLiteError) -> Bool {
        try db.integer(
            "SELECT 1 FROM task WHERE task_key = ?1 AND scope = ?2 LIMIT 1",
            [.text(key), .text(scope.text)]
        ) != nil
    }

    /// The task that has the key now: one that waits or is worked on.
    func active(_ key: String) throws(SQLiteError) -> String? {
        try db.text(
            """
            SELECT task_id FROM task WHERE task_key = ?1 AND state IN ('queued', 'running', 'orphaned', 'stuck')
            ORDER BY first_entry DESC LIMIT 1
            """,
            [.text(key)]
        )
    }

    /// The newest task of the key that was begun or still may be, if its request may be billed and nothing came of it yet.
    ///
    /// The run says so, whatever the task's word: one that was cancelled or whose time was over may have a job that goes on.
    func newestUnknown(_ key: String) throws(SQLiteError) -> String? {
        let newest = try db.rows(
            """
            SELECT task.task_id, task.state, run.state FROM task LEFT JOIN run ON run.run_id = task.run_id
            WHERE task.task_key = ?1 AND task.state NOT IN ('skipped', 'rejected')
                AND (run.run_id IS NOT NULL OR task.state NOT IN ('cancelled', 'timed_out', 'failed'))
            ORDER BY first_entry DESC LIMIT 1
            """,
            [.text(key)]
        ) { row in
            (
                task: row.text(0) ?? "", state: row.text(1).flatMap(TaskState.init(rawValue:)),
                run: row.text(2).flatMap(RunState.init(rawValue:))
            )
        }.first
        guard let newest, let state = newest.state else { return nil }
        if state == .unknownOutcome { return newest.task }
        return !state.isActive && state != .completed && newest.run?.mayStillBill == true ? newest.task : nil
    }

    /// A run of the same request whose artifact was accepted, and that no reviewer has denied.
    func acceptedRun(_ tag: String?) throws(SQLiteError) -> String? {
        guard let tag else { return nil }
        return try db.text(
            """
            SELECT run_id FROM run WHERE request_tag = ?1 AND state = 'succeeded' AND verdict = 'accepted'
                AND 'denied' IS NOT (SELECT decision FROM review WHERE review.run_id = run.run_id ORDER BY entry DESC LIMIT 1)
            ORDER BY run_id DESC LIMIT 1
            """,
            [.text(tag)]
        )
    }
}
