import ExhibitJSON
package import ExhibitModel
package import ExhibitRecord

/// What commands do with tasks that are there already: each call is one transaction, under the ledger's lock.
extension Recorder {
    /// Takes over tasks whose worker's process is gone, told by its session's lock.
    ///
    /// Waiting again: those of which nothing was sent, and those whose run has a job or an answer to go on with. The others
    /// end as their runs did; nothing is sent twice.
    package func takeOver() async throws -> [TakenTask] {
        if try hasDeadSessions() { _ = try repair() }
        guard try !TakeOver.abandoned(writer.db).isEmpty else { return [] }
        return try await transact { desk, _ in try TakeOver(desk).perform() }
    }

    /// Cancels tasks that wait, and asks the workers of the others to stop.
    ///
    /// - Throws: `task.not_found` for a single task that is not there.
    package func cancel(_ target: TaskTarget) async throws -> [Cancellation] {
        _ = try await takeOver()
        return try await transact { desk, _ in try Withdrawal(desk).cancel(target) }
    }

    /// Leaves out the tasks that still wait, such as those of a batch that stops at its first failure.
    ///
    /// Returns their ids.
    package func skipWaiting(_ target: TaskTarget, _ reason: TaskReason) async throws -> [String] {
        try await transact { desk, _ in
            let waiting = try desk.transaction.queries.tasks(TaskFilter(target, states: [.queued]))
            for task in waiting { try Withdrawal(desk).skip(desk.row(task), reason) }
            return waiting
        }
    }

    /// Puts tasks that ended back in line, each by a person's word; the answers are in the same order.
    ///
    /// - Throws: `task.not_found`.
    package func retry(_ tasks: [RetriedTask]) async throws -> [RetryAnswer] {
        try await transact { desk, _ in try tasks.map(Retrying(desk).perform) }
    }

    /// Lets a task follow its run, which another command than its worker carried on (`runs reconcile`, `runs resume`).
    ///
    /// Nil when the run is no task's, or its task is not one that waits for such a word.
    @discardableResult
    package func followRun(_ run: String) async throws -> TaskState? {
        let isTask = try writer.db.integer("SELECT 1 FROM task WHERE run_id = ?1 LIMIT 1", [.text(run)]) != nil
        guard isTask else { return nil }
        return try await transact { desk, _ in try Retrying(desk).follow(run: run) }
    }

    /// How many tasks stand at each word now.
    package func taskCounts(_ target: TaskTarget?) throws -> TaskCounts {
        try writer.queries.taskCounts(target)
    }

    /// Ends a batch with the count of each word, and signs the tree; nil while tasks of it wait or are worked on.
    ///
    /// - Throws: `batch.not_found`.
    package func closeBatch(_ batch: String) async throws -> TaskCounts? {
        let counts: TaskCounts? = try await transact { desk, _ in
            let row = try Self.batch(batch, desk)
            let counts = try desk.transaction.queries.taskCounts(.batch(batch))
            guard counts.active == 0 else { return nil }
            guard row.closedAt == nil else { return counts }
            let body: JSONObject = ["batch": .string(batch), "counts": .object(counts.object)]
            try desk.transaction.append(EntryDraft(.batchClosed, body))
            return counts
        }
        if counts != nil { try checkpoint() }
        return counts
    }

    /// No task of the scope is given out until ``resume(_:)``; those that are worked on go on.
    package func pause(_ scope: TaskScope) async throws {
        try await transact { desk, _ in
            try desk.db.run(
                "INSERT OR IGNORE INTO queue_pause(scope, at) VALUES(?1, ?2)",
                [.text(scope.text), .text(desk.transaction.time.description)]
            )
        }
    }

    package func resume(_ scope: TaskScope) async throws {
        try await transact { desk, _ in
            try desk.db.run("DELETE FROM queue_pause WHERE scope = ?1", [.text(scope.text)])
        }
    }

    /// No task of the provider is given out before `time`, whatever process asks: it said so itself (`Retry-After`).
    package func park(_ provider: String, until time: Timestamp) async throws {
        try await transact { desk, _ in
            try desk.db.run(
                """
                INSERT INTO provider_park(provider, at_ms, until_ms) VALUES(?1, ?2, ?3)
                ON CONFLICT(provider) DO UPDATE SET at_ms = ?2, until_ms = max(until_ms, ?3)
                """,
                [
                    .text(provider), .integer(desk.transaction.time.milliseconds), .integer(time.milliseconds),
                ]
            )
        }
    }
}
