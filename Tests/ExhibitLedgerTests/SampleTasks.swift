import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

@testable import ExhibitLedger

/// Batches and workers for tests of tasks.
extension SampleHome {
    static let scope = TaskScope(text: "queue:test")

    func batch(_ limits: BatchLimits = BatchLimits(maxWorkers: 4), scope: TaskScope = SampleHome.scope) -> NewBatch {
        NewBatch(id: environment.makeID(), kind: .queue, name: "plates", scope: scope, limits: limits)
    }

    /// Tasks with these keys, each named as its key.
    func tasks(_ keys: String...) -> [NewTask] {
        keys.enumerated().map { index, key in task(key, place: index + 1) }
    }

    func task(_ key: String?, place: Int = 1) -> NewTask {
        NewTask(
            id: environment.makeID(),
            order: "{\"command\":\"generate\",\"name\":\"\(key ?? "")\"}",
            place: place,
            name: key ?? "cat",
            key: key,
            provider: "happy",
            model: "m"
        )
    }

    func rows(_ states: TaskState...) throws -> [TaskRow] {
        try reader().tasks(TaskFilter(.scope(Self.scope), states: Set(states)))
    }

    /// The states of the scope's tasks by key, in the order of submission.
    func states() throws -> [String] {
        try rows().map { "\($0.key ?? "-") \($0.state.rawValue)" }
    }

    func taskEntries() throws -> [Entry] { try entries().filter { $0.type.isAboutTasks } }
}

extension Recorder {
    func submit(
        _ tasks: [NewTask],
        _ sample: SampleHome,
        _ duplicates: DuplicateMode = .skip
    ) async throws -> [SubmittedTask] {
        try await submit(sample.batch(), tasks, duplicates: duplicates)
    }

    /// The next task, or nil when none may begin.
    func next(
        _ worker: String = "worker-1",
        _ limits: ClaimLimits = ClaimLimits(maxWorkers: 4)
    ) async throws -> ClaimedTask? {
        if case .task(let task) = try await claim(SampleHome.scope, worker: worker, limits) { task } else { nil }
    }

    /// Records the task's run up to a state, as the worker's own work would.
    func run(_ task: ClaimedTask, to state: RunState) async throws {
        let run = Drafts(task.run)
        if task.runState == nil { try await append(Append([run.intent])) }
        let job = run.draft(.jobSubmitted, attempt: 1, ["remote_id": "j"])
        let stored = run.stored(SHA256.hash(Array(task.run.utf8)))
        let drafts: [EntryDraft] =
            switch state {
            case .planned: []
            case .interrupted: [run.state(.planned, .interrupted)]
            case .submitting: [run.started]
            case .retryWait: [run.started, run.failedForNow]
            case .waiting: [run.started, job]
            case .polling:
                [run.started, job, run.draft(.jobStatus, attempt: 1, ["remote_id": "j", "state": "running"])]
            case .receiving: [run.started, run.answered]
            case .recorded: [run.started, run.answered, stored]
            case .succeeded: [run.started, run.answered, stored, run.state(.recorded, .succeeded)]
            case .failed, .cancelled, .unknownOutcome: [run.started, run.state(.submitting, state)]
            case .timedOut: [run.started, job, run.state(.waiting, .timedOut)]
            }
        if !drafts.isEmpty { try await append(Append(drafts)) }
    }

    /// Takes the next task, makes its run, and ends it as that run ended.
    @discardableResult
    func work(_ state: RunState = .succeeded) async throws -> TaskState? {
        guard let task = try await next() else { return nil }
        try await run(task, to: state)
        return try await end(task.lease, TaskEnd(state == .succeeded ? .completed : .failed))
    }
}
