import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Decides for each task of a submission what becomes of it, and records that: all in one transaction.
struct Submission {
    private let desk: TaskDesk
    private let known: TaskKeys
    private let batch: String
    private let scope: TaskScope
    private let duplicates: DuplicateMode
    private let consent: Bool
    /// How many more tasks the scope takes; nil for as many as there are.
    private var room: Int?
    /// Keys of this submission: tasks may come after others of it, wherever those stand.
    private let keys: Set<String>

    init(
        _ desk: TaskDesk,
        batch: String,
        scope: TaskScope,
        _ limits: BatchLimits,
        _ tasks: [NewTask],
        _ duplicates: DuplicateMode,
        consent: Bool
    ) throws {
        self.desk = desk
        known = TaskKeys(db: desk.db)
        self.batch = batch
        self.scope = scope
        self.duplicates = duplicates
        self.consent = consent
        keys = Set(tasks.compactMap(\.key))
        room = try limits.maxWaiting.map { try max(0, limits.maxWorkers + $0 - Self.active(desk.db, scope)) }
    }

    private static func active(_ db: SQLiteConnection, _ scope: TaskScope) throws(SQLiteError) -> Int {
        let waiting = try db.integer(
            "SELECT count(*) FROM task WHERE scope = ?1 AND state = 'queued'",
            [.text(scope.text)]
        )
        return Int(waiting ?? 0) + (try Claiming.working(db, scope))
    }

    /// Records the batch itself, before its tasks.
    static func open(_ batch: NewBatch, tasks: Int, _ desk: TaskDesk) throws {
        var body: JSONObject = [
            "batch": .string(batch.id.description), "kind": .string(batch.kind.rawValue), "tasks": .int(tasks),
            "max_workers": .int(batch.limits.maxWorkers), "continue_on_error": .bool(batch.limits.continueOnError),
            "scope": .string(batch.scope.text),
        ]
        body["name"] = batch.name.map(JSONValue.string)
        body["form"] = batch.form.map(JSONValue.string)
        body["max_waiting"] = batch.limits.maxWaiting.map(JSONValue.int)
        body["task_timeout_seconds"] = batch.limits.taskTimeoutSeconds.map(JSONValue.int)
        body["max_images"] = batch.limits.maxImages.map(JSONValue.int)
        body["max_cost_micros"] = batch.limits.maxCostMicros.map(JSONValue.int)
        if let manifest = batch.manifest {
            let value = PrivateValue(committing: manifest, desk.environment.random)
            try desk.transaction.insert(value)
            body["manifest_commit"] = .string(value.commit)
        }
        try desk.transaction.append(EntryDraft(.batchOpened, body))
    }

    mutating func perform(_ tasks: [NewTask]) throws -> [SubmittedTask] {
        var submitted: [SubmittedTask] = []
        submitted.reserveCapacity(tasks.count)
        for task in tasks {
            let decided = try decide(task)
            try record(task, decided)
            submitted.append(
                SubmittedTask(
                    task: task.id.description,
                    state: decided.state,
                    reason: decided.reason,
                    of: decided.of,
                    reusedRun: decided.reusedRun
                )
            )
        }
        return submitted
    }

    /// As long as a list in an entry may be.
    private static let afterLimit = 16

    private mutating func decide(_ task: NewTask) throws -> SubmissionDecision {
        if let refusal = task.refusal { return .rejected(refusal.reason, note: refusal.note) }
        guard task.after.count <= Self.afterLimit else {
            return .rejected(
                .invalid,
                note: "it comes after \(task.after.count) tasks, the limit is \(Self.afterLimit)"
            )
        }
        for key in task.after where try !keys.contains(key) && !known.isKnown(key, in: scope) {
            return .rejected(.invalid, note: "no task has the key \(key) that it comes after")
        }
        if duplicates == .reuse, let run = try known.acceptedRun(task.requestTag) {
            return SubmissionDecision(event: .reused, state: .completed, reusedRun: run)
        }
        if let key = task.key, let decision = try decideDuplicate(task, key) { return decision }
        guard let room else { return .queued }
        guard room > 0 else { return .rejected(.queueFull) }
        self.room = room - 1
        return .queued
    }

    /// Nil when nothing stands in the way of another task of the key.
    private mutating func decideDuplicate(_ task: NewTask, _ key: String) throws -> SubmissionDecision? {
        if !consent, let unknown = try known.newestUnknown(key) { return .rejected(.unknownOutcome, of: unknown) }
        guard duplicates != .force, let other = try known.active(key) else { return nil }
        guard duplicates == .replace else { return .skipped(of: other) }
        let row = try desk.row(other)
        guard row.state == .queued else { return .skipped(of: other) }
        try Withdrawal(desk).withdraw(row, .replaced, by: task.id.description)
        if row.scope == scope { room = room.map { $0 + 1 } }
        return nil
    }

    private func record(_ task: NewTask, _ decision: SubmissionDecision) throws {
        let order = PrivateValue(committing: task.order, desk.environment.random)
        try desk.transaction.insert(order)
        // In the order of the bytes, which spares the writer a sort.
        var body: JSONObject = [:]
        if !task.after.isEmpty { body["after"] = .array(task.after.map(JSONValue.string)) }
        body["batch"] = .string(batch)
        body["event"] = .string(decision.event.rawValue)
        body["images"] = .int(task.images)
        body["micros"] = task.micros.map(JSONValue.int)
        body["model"] = task.model.map(JSONValue.string)
        body["n"] = .int(task.place)
        body["note"] = decision.note.map(JSONValue.string)
        body["of"] = decision.of.map(JSONValue.string)
        if task.priority != 0 { body["priority"] = .int(task.priority) }
        body["provider"] = task.provider.map(JSONValue.string)
        body["reason"] = decision.reason.map { .string($0.rawValue) }
        body["request_tag"] = task.requestTag.map(JSONValue.string)
        body["reused_run"] = decision.reusedRun.map(JSONValue.string)
        body["spec_commit"] = .string(order.commit)
        body["task_id"] = .string(task.id.description)
        body["task_key"] = task.key.map(JSONValue.string)
        body["to"] = .string(decision.state.rawValue)
        try desk.transaction.append(EntryDraft(.taskState, task: task.name, body))
    }
}
