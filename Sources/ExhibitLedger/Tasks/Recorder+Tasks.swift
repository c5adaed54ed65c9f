import ExhibitJSON
package import ExhibitModel
package import ExhibitRecord

/// What batches, queues and their workers do: each call is one transaction, under the ledger's lock.
extension Recorder {
    /// Submits tasks as a new batch, and says what became of each: `queued`, `skipped`, `rejected`, or `completed` by
    /// what an earlier run made.
    ///
    /// `consent` allows tasks whose key's newest task may have been billed without an answer.
    package func submit(
        _ batch: NewBatch,
        _ tasks: [NewTask],
        duplicates: DuplicateMode = .skip,
        consent: Bool = false
    ) async throws -> [SubmittedTask] {
        try await transact { desk, _ in
            try Submission.open(batch, tasks: tasks.count, desk)
            var submission = try Submission(
                desk,
                batch: batch.id.description,
                scope: batch.scope,
                batch.limits,
                tasks,
                duplicates,
                consent: consent
            )
            return try submission.perform(tasks)
        }
    }

    /// Submits more tasks to a batch that is there, such as those that its manifest has gained.
    ///
    /// - Throws: `batch.not_found`.
    package func add(
        _ tasks: [NewTask],
        to batch: String,
        duplicates: DuplicateMode = .skip,
        consent: Bool = false
    ) async throws -> [SubmittedTask] {
        try await transact { desk, _ in
            let row = try Self.batch(batch, desk)
            var submission = try Submission(
                desk,
                batch: batch,
                scope: row.scope,
                row.limits,
                tasks,
                duplicates,
                consent: consent
            )
            return try submission.perform(tasks)
        }
    }

    /// Gives a worker the task that is next: higher priority first, then the order of submission.
    ///
    /// Obeys pauses, `after`, the batch's budget, parked providers and `limits`, across all processes of the home. `worker`
    /// is the worker's name within this process, such as `worker-1`; it is recorded.
    package func claim(_ scope: TaskScope, worker: String, _ limits: ClaimLimits) async throws -> Claim {
        // Asked without the lock: workers of an empty queue write nothing, and announce no session.
        guard try Claiming.isWaiting(writer.db, scope) else { return .none }
        return try await transact { desk, session in
            var claiming = Claiming(desk, scope, limits)
            return try claiming.perform(worker: worker, session: session)
        }
    }

    /// Says that the workers are alive, for people who look; nobody loses a lease for want of it.
    package func beat(_ leases: [Lease]) async throws {
        try await transact { desk, _ in
            for lease in leases {
                try desk.db.run(
                    "UPDATE lease SET beat_at = ?2 WHERE lease = ?1 AND task_id = ?3",
                    [.text(lease.id), .text(desk.transaction.time.description), .text(lease.task)]
                )
            }
        }
    }

    /// Those of the leases whose tasks somebody wants stopped.
    package func wishes(_ leases: [Lease]) throws -> [Lease] {
        try leases.filter { lease in
            try writer.db.integer("SELECT 1 FROM task_wish WHERE task_id = ?1", [.text(lease.task)]) != nil
        }
    }

    /// Ends a task; returns the state that it is in then.
    ///
    /// Where the task's run has ended, its state decides. A lease that was lost moves nothing, but for a result that came
    /// late: `orphan_late_output`.
    /// - Throws: for `completed` without a run that succeeded, which would be our bug.
    package func end(_ lease: Lease, _ end: TaskEnd) async throws -> TaskState {
        try await transact { desk, _ in try Leaving(desk).end(lease, end) }
    }

    /// Puts a task back, if nothing was sent, or the provider has a job, or an answer is recorded.
    ///
    /// Anything else ends it as its run says.
    package func release(_ lease: Lease, _ reason: TaskReason, note: String? = nil) async throws -> TaskState {
        try await transact { desk, _ in try Leaving(desk).release(lease, reason, note: note) }
    }

    /// The task's time is over and its worker did not confirm that it stopped.
    package func markStuck(_ lease: Lease, note: String? = nil) async throws -> TaskState {
        try await transact { desk, _ in try Leaving(desk).stick(lease, note: note) }
    }

    /// Takes over tasks whose worker's process is gone, told by its session's lock.
    ///
    /// Waiting again: those of which nothing was sent, and those whose run has a job or an answer to go on with. The others
    /// end as their runs did; nothing is sent twice.
    package func takeOver() async throws -> [TakenTask] {
        _ = try repair()
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

    private static func batch(_ batch: String, _ desk: TaskDesk) throws -> BatchRow {
        guard let row = try BatchRow.one(desk.db, batch) else {
            throw Report(.batchNotFound, "there is no batch \(batch)")
        }
        return row
    }
}
