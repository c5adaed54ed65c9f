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

    /// The newest task of the key that was ever to be worked on, if nobody knows what came of it.
    func newestUnknown(_ key: String) throws(SQLiteError) -> String? {
        let newest = try db.rows(
            """
            SELECT task_id, state FROM task WHERE task_key = ?1 AND state NOT IN ('skipped', 'rejected')
            ORDER BY first_entry DESC LIMIT 1
            """,
            [.text(key)]
        ) { row in (task: row.text(0) ?? "", state: row.text(1)) }.first
        return newest?.state == TaskState.unknownOutcome.rawValue ? newest?.task : nil
    }

    /// A run of the same request whose artifact was accepted.
    func acceptedRun(_ tag: String?) throws(SQLiteError) -> String? {
        guard let tag else { return nil }
        return try db.text(
            """
            SELECT run_id FROM run WHERE request_tag = ?1 AND state = 'succeeded' AND verdict = 'accepted'
            ORDER BY run_id DESC LIMIT 1
            """,
            [.text(tag)]
        )
    }
}
