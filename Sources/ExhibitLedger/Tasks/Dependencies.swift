import ExhibitRecord

/// Whether the tasks that another comes after have completed.
struct Dependencies {
    enum Standing {
        case met
        case waiting
        /// That task did not complete, and will not by itself.
        case broken(String)
    }

    private let db: SQLiteConnection
    private let scope: TaskScope

    init(_ db: SQLiteConnection, _ scope: TaskScope) {
        self.db = db
        self.scope = scope
    }

    /// `keys` is the column `after_keys`.
    func standing(_ keys: String?) throws(SQLiteError) -> Standing {
        guard let keys else { return .met }
        var isWaiting = false
        for key in TaskRow.keys(keys) {
            guard let (task, state) = try newest(key) else { continue }
            if state == .completed { continue }
            guard state.isActive else { return .broken(task) }
            isWaiting = true
        }
        return isWaiting ? .waiting : .met
    }

    /// The scope's newest task of the key; one that was never to be worked on only when there is no other.
    private func newest(_ key: String) throws(SQLiteError) -> (task: String, state: TaskState)? {
        try db.rows(
            """
            SELECT task_id, state FROM task WHERE task_key = ?1 AND scope = ?2
            ORDER BY state IN ('skipped', 'rejected'), first_entry DESC LIMIT 1
            """,
            [.text(key), .text(scope.text)]
        ) { row in
            (task: row.text(0) ?? "", state: row.text(1).flatMap(TaskState.init(rawValue:)) ?? .orphaned)
        }.first
    }
}
