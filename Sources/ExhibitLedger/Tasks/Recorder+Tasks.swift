import ExhibitModel
package import ExhibitRecord

/// What those do who submit tasks and work on them: each call is one transaction, under the ledger's lock.
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

    /// - Throws: `batch.not_found`.
    static func batch(_ batch: String, _ desk: TaskDesk) throws -> BatchRow {
        guard let row = try BatchRow.one(desk.db, batch) else {
            throw Report(.batchNotFound, "there is no batch \(batch)")
        }
        return row
    }
}
