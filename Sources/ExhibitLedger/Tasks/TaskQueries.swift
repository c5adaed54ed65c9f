import ExhibitModel
import ExhibitRecord

/// Which tasks and batches there are.
extension Queries {
    /// Ids of the tasks that a filter names.
    func tasks(_ filter: TaskFilter) throws(SQLiteError) -> [String] {
        let all = try candidates(filter.target)
        var found = all.filter { task in
            (filter.states.isEmpty || filter.states.contains(task.state))
                && (filter.key == nil || task.key == filter.key)
        }
        if filter.newestFirst { found.reverse() }
        return found.prefix(filter.limit ?? .max).map(\.id)
    }

    private struct Candidate {
        let id: String
        let state: TaskState
        let key: String?

        init(_ row: borrowing SQLiteStatement) {
            id = row.text(0) ?? ""
            state = row.text(1).flatMap(TaskState.init(rawValue:)) ?? .orphaned
            key = row.text(2)
        }
    }

    /// In the order in which they were submitted.
    private func candidates(_ target: TaskTarget?) throws(SQLiteError) -> [Candidate] {
        switch target {
        case .task(let id):
            try db.rows("SELECT task_id, state, task_key FROM task WHERE task_id = ?1", [.text(id)]) { Candidate($0) }
        case .batch(let id):
            try db.rows(
                "SELECT task_id, state, task_key FROM task WHERE batch_id = ?1 ORDER BY first_entry",
                [.text(id)]
            ) {
                Candidate($0)
            }
        case .scope(let scope):
            try db.rows(
                "SELECT task_id, state, task_key FROM task WHERE scope = ?1 ORDER BY first_entry",
                [.text(scope.text)]
            ) { Candidate($0) }
        case nil: try db.rows("SELECT task_id, state, task_key FROM task ORDER BY first_entry") { Candidate($0) }
        }
    }

    /// Tasks whose id begins or ends with `part`, or else the newest with that key; at most two.
    func tasks(matching part: String) throws(SQLiteError) -> [String] {
        let id = part.uppercased()
        if id.utf8.count >= 4, id.utf8.allSatisfy({ $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "_") }) {
            let found = try db.rows(
                "SELECT task_id FROM task WHERE task_id LIKE ?1 || '%' OR task_id LIKE '%' || ?1 LIMIT 2",
                [.text(id)]
            ) { $0.text(0) ?? "" }
            if !found.isEmpty { return found }
        }
        return try db.rows(
            "SELECT task_id FROM task WHERE task_key = ?1 ORDER BY first_entry DESC LIMIT 1",
            [.text(part)]
        ) { $0.text(0) ?? "" }
    }

    /// Batches whose id begins or ends with `part`, or else the newest with that name; at most two.
    func batches(matching part: String) throws(SQLiteError) -> [String] {
        let id = part.uppercased()
        if id.utf8.count >= 4, id.utf8.allSatisfy({ $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "_") }) {
            let found = try db.rows(
                "SELECT batch_id FROM batch WHERE batch_id LIKE ?1 || '%' OR batch_id LIKE '%' || ?1 LIMIT 2",
                [.text(id)]
            ) { $0.text(0) ?? "" }
            if !found.isEmpty { return found }
        }
        return try db.rows("SELECT batch_id FROM batch WHERE name = ?1 ORDER BY entry DESC LIMIT 1", [.text(part)]) {
            $0.text(0) ?? ""
        }
    }

    func batches(_ scope: TaskScope?, limit: Int) throws(SQLiteError) -> [String] {
        try db.rows(
            "SELECT batch_id FROM batch WHERE ?1 IS NULL OR scope = ?1 ORDER BY entry DESC LIMIT ?2",
            [.of(scope?.text), .integer(Int64(limit))]
        ) { $0.text(0) ?? "" }
    }

    /// All entries of a task, in order.
    func entries(ofTask task: String) throws -> [Entry] {
        try db.rows(
            """
            SELECT entry.seq, entry.bytes FROM task_entry JOIN entry ON entry.seq = task_entry.seq
            WHERE task_entry.task_id = ?1 ORDER BY task_entry.seq
            """,
            [.text(task)]
        ) { row in (row.integer(0), row.blob(1)) }.map { try Entry(parsing: $0.1, at: $0.0) }
    }

    func taskCounts(_ target: TaskTarget?) throws(SQLiteError) -> TaskCounts {
        try TaskCounts(candidates(target).map(\.state))
    }
}
