import ExhibitModel
import ExhibitRecord

/// Finds the task that a worker may begin now, and gives it to that worker.
struct Claiming {
    private let desk: TaskDesk
    private let scope: TaskScope
    private let limits: ClaimLimits
    private let dependencies: Dependencies
    private let budget: BudgetBook
    private var gate: ProviderGate
    /// The earliest time at which a task that was passed over may begin.
    private var earliest: Timestamp?

    /// What a task that is passed over for good becomes.
    private struct Refusal {
        let task: String
        let reason: TaskReason
        var of: String?
    }

    private enum Choice {
        case task(String)
        case refused([Refusal])
        case none
    }

    init(_ desk: TaskDesk, _ scope: TaskScope, _ limits: ClaimLimits) {
        self.desk = desk
        self.scope = scope
        self.limits = limits
        dependencies = Dependencies(desk.db, scope)
        budget = BudgetBook(desk.db)
        gate = ProviderGate(desk.db, limits, at: desk.transaction.time)
    }

    /// Tasks of the scope that are worked on, by any process.
    static func working(_ db: SQLiteConnection, _ scope: TaskScope) throws(SQLiteError) -> Int {
        let count = try db.integer(
            "SELECT count(*) FROM task WHERE scope = ?1 AND state IN ('running','stuck','orphaned')",
            [.text(scope.text)]
        )
        return Int(count ?? 0)
    }

    static func isWaiting(_ db: SQLiteConnection, _ scope: TaskScope) throws(SQLiteError) -> Bool {
        try db.integer("SELECT 1 FROM task WHERE scope = ?1 AND state = 'queued' LIMIT 1", [.text(scope.text)]) != nil
    }

    mutating func perform(worker: String, session: String) throws -> Claim {
        let isPaused = try desk.db.integer("SELECT 1 FROM queue_pause WHERE scope = ?1", [.text(scope.text)]) != nil
        while try Self.isWaiting(desk.db, scope) {
            guard !isPaused, try Self.working(desk.db, scope) < limits.maxWorkers else { return .wait(until: nil) }
            switch try choose() {
            case .task(let task): return .task(try give(task, worker: worker, session: session))
            case .none: return .wait(until: earliest)
            case .refused(let refusals): for refusal in refusals { try refuse(refusal) }
            }
        }
        return .none
    }

    /// The first that may begin, higher priority and earlier submission first; or those that never may.
    private mutating func choose() throws -> Choice {
        var refusals: [Refusal] = []
        let chosen: String? = try desk.db.query(
            """
            SELECT task_id, provider, model, after_keys, batch_id, images, micros, reserved_images
            FROM task INDEXED BY task_waiting WHERE scope = ?1 AND state = 'queued' ORDER BY priority DESC, first_entry
            """,
            [.text(scope.text)]
        ) { row throws(SQLiteError) in
            while try row.step() {
                let candidate = ClaimCandidate(row)
                if let refusal = try refusal(of: candidate) {
                    refusals.append(refusal)
                } else if try mayBegin(candidate) {
                    return candidate.task
                }
            }
            return nil
        }
        if let chosen { return .task(chosen) }
        return refusals.isEmpty ? .none : .refused(refusals)
    }

    private func refusal(of candidate: ClaimCandidate) throws(SQLiteError) -> Refusal? {
        if case .broken(let other) = try dependencies.standing(candidate.after) {
            return Refusal(task: candidate.task, reason: .dependency, of: other)
        }
        return try fit(candidate) == .never ? Refusal(task: candidate.task, reason: .budget) : nil
    }

    private func fit(_ candidate: ClaimCandidate) throws(SQLiteError) -> BudgetBook.Fit {
        if candidate.isReserved { return .fits }
        return try budget.fit(batch: candidate.batch, candidate.images, candidate.micros)
    }

    private mutating func mayBegin(_ candidate: ClaimCandidate) throws(SQLiteError) -> Bool {
        guard case .met = try dependencies.standing(candidate.after), try fit(candidate) == .fits else { return false }
        switch try gate.opening(provider: candidate.provider, model: candidate.model) {
        case .open: return true
        case .closed(let until):
            earliest = [earliest, until].compactMap(\.self).min()
            return false
        }
    }

    private func refuse(_ refusal: Refusal) throws {
        let row = try desk.row(refusal.task)
        let detail = TaskDesk.Detail(reason: refusal.reason, of: refusal.of)
        switch refusal.reason {
        case .budget: try desk.move(row, .rejected, to: .rejected, detail)
        default: try desk.move(row, .skipped, to: .skipped, detail)
        }
    }

    private mutating func give(_ task: String, worker: String, session: String) throws -> ClaimedTask {
        let row = try desk.row(task)
        try gate.take(row.provider)
        try budget.reserve(row, desk)
        let lease = Lease(id: desk.environment.makeID().description, task: task)
        let run = row.run ?? desk.environment.makeID().description
        try desk.move(
            row,
            .claimed,
            to: .running,
            TaskDesk.Detail(run: run, worker: worker, lease: lease.id)
        )
        try insert(lease, worker: worker, session: session)
        return ClaimedTask(
            lease: lease,
            task: task,
            batch: row.batch,
            place: row.place,
            name: row.name,
            key: row.key,
            order: row.specCommit.flatMap(desk.transaction.queries.privateValue),
            submitted: try desk.db.integer("SELECT first_entry FROM task WHERE task_id = ?1", [.text(task)]),
            run: run,
            runState: try desk.runState(run),
            // Consent is to one request: who takes the task again after a worker has had it may not send another.
            mayResend: row.consent && row.startedAt == nil,
            claims: row.claims + 1,
            timeoutSeconds: try BatchRow.one(desk.db, row.batch)?.limits.taskTimeoutSeconds
        )
    }

    private func insert(_ lease: Lease, worker: String, session: String) throws(SQLiteError) {
        let mark = ProcessMark.own
        let time = SQLiteValue.text(desk.transaction.time.description)
        try desk.db.run(
            """
            INSERT OR REPLACE INTO lease(task_id, lease, session, worker, pid, boot, process_started, claimed_at, beat_at)
            VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
            """,
            [
                .text(lease.task), .text(lease.id), .text(session), .text(worker), .of(mark.pid), .text(mark.boot),
                .of(mark.started), time,
            ]
        )
    }
}
