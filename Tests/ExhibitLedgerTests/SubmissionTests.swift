import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

@Suite struct SubmissionTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    @Test func `a batch and its tasks are entries, and rows with all that was submitted`() async throws {
        let recorder = try await sample.recorder()
        var batch = sample.batch(
            BatchLimits(maxWorkers: 2, taskTimeoutSeconds: 600, maxImages: 9, continueOnError: true)
        )
        batch.manifest = "[{\"prompt\":\"A cat\"}]"
        batch.form = "array"
        var task = sample.task("a")
        task.priority = 5
        task.micros = 42_000
        task.requestTag = "tag"
        let said = try await recorder.submit(batch, [task])
        #expect(said.map(\.state) == [.queued])
        let entries = try sample.taskEntries()
        #expect(entries.map(\.type) == [.batchOpened, .taskState])
        let text = try entries.map { String(decoding: try $0.canonical(), as: UTF8.self) }.joined()
        #expect(!text.contains("A cat") && !text.contains("generate"))
        let reader = try sample.reader()
        let row = try #require(try sample.rows().first)
        #expect(row.task == task.id.description && row.state == .queued && row.priority == 5 && row.micros == 42_000)
        #expect(row.provider == "happy" && row.model == "m" && row.requestTag == "tag" && row.place == 1)
        #expect(reader.order(of: row) == task.order)
        let stored = try reader.batch("plates")
        #expect(stored.batch == batch.id.description && stored.limits == batch.limits && stored.closedAt == nil)
        #expect(reader.manifest(of: stored) == batch.manifest)
        try sample.stranger().execute("DELETE FROM secret_value")
        #expect(try sample.reader().order(of: row) == nil)
    }

    @Test func `a key that is active is skipped, in the same submission and from another process`() async throws {
        let (one, two) = (try await sample.recorder(), try await sample.recorder())
        let first = try await one.submit(sample.tasks("a", "a", "b"), sample)
        #expect(first.map(\.state) == [.queued, .skipped, .queued])
        #expect(first[1].of == first[0].task && first[1].reason == .duplicateKey)
        _ = try await one.next()
        let second = try await two.submit(sample.tasks("a", "b", "c"), sample)
        #expect(second.map(\.state) == [.skipped, .skipped, .queued])
        #expect(second.map(\.of) == [first[0].task, first[2].task, nil])
    }

    @Test func `two processes that submit one key at once make one task`() async throws {
        let recorders = [try await sample.recorder(), try await sample.recorder()]
        let sample = sample
        let said = try await withThrowingTaskGroup(of: [SubmittedTask].self) { group in
            for recorder in recorders {
                for _ in 0..<10 { group.addTask { try await recorder.submit(sample.tasks("a"), sample) } }
            }
            var all: [SubmittedTask] = []
            for try await more in group { all += more }
            return all
        }
        #expect(said.count { $0.state == .queued } == 1)
        #expect(said.count { $0.state == .skipped } == 19)
    }

    @Test func `a key is free again when its task has ended`() async throws {
        let recorder = try await sample.recorder()
        for state in [RunState.succeeded, .failed] {
            #expect(try await recorder.submit(sample.tasks("a"), sample).map(\.state) == [.queued])
            try await recorder.work(state)
        }
        #expect(try await recorder.submit(sample.tasks("a"), sample).map(\.state) == [.queued])
    }

    @Test func `a key whose newest task may have been billed asks for consent`() async throws {
        let recorder = try await sample.recorder()
        let first = try await recorder.submit(sample.tasks("a"), sample)
        #expect(try await recorder.work(.unknownOutcome) == .unknownOutcome)
        for mode in DuplicateMode.allCases {
            let said = try await recorder.submit(sample.tasks("a"), sample, mode)
            #expect(
                said.map(\.state) == [.rejected] && said[0].reason == .unknownOutcome && said[0].of == first[0].task
            )
        }
        let allowed = try await recorder.submit(sample.batch(), sample.tasks("a"), consent: true)
        #expect(allowed.map(\.state) == [.queued])
    }

    @Test(arguments: [(RunState.submitting, TaskState.unknownOutcome), (.waiting, .cancelled), (.timedOut, .timedOut)])
    func `a key whose newest run may still be billed asks for consent, whatever its task is called`(
        run: RunState,
        state: TaskState
    ) async throws {
        let recorder = try await sample.recorder()
        _ = try await recorder.submit(sample.tasks("a"), sample)
        let task = try #require(try await recorder.next())
        try await recorder.run(task, to: run)
        #expect(try await recorder.end(task.lease, TaskEnd(.cancelled)) == state)
        let said = try await recorder.submit(sample.tasks("a"), sample)
        #expect(said.map(\.state) == [.rejected] && said[0].reason == .unknownOutcome && said[0].of == task.task)
        // One that was allowed, and taken back before it began, changes nothing of that.
        let allowed = try await recorder.submit(sample.batch(), sample.tasks("a"), consent: true)
        _ = try await recorder.cancel(.task(allowed[0].task))
        #expect(try await recorder.submit(sample.tasks("a"), sample).map(\.state) == [.rejected])
    }

    @Test func `replace takes the place of one that waits, and of no other`() async throws {
        let recorder = try await sample.recorder()
        let old = try await recorder.submit(sample.tasks("a"), sample)
        let new = try await recorder.submit(sample.tasks("a"), sample, .replace)
        #expect(new.map(\.state) == [.queued])
        let row = try sample.reader().task(old[0].task)
        #expect(row.state == .cancelled && row.reason == "replaced" && row.of == new[0].task)
        _ = try await recorder.next()
        let third = try await recorder.submit(sample.tasks("a"), sample, .replace)
        #expect(third.map(\.state) == [.skipped] && third[0].of == new[0].task)
    }

    @Test func `force works on both`() async throws {
        let recorder = try await sample.recorder()
        _ = try await recorder.submit(sample.tasks("a"), sample)
        #expect(try await recorder.submit(sample.tasks("a"), sample, .force).map(\.state) == [.queued])
    }

    @Test func `reuse takes an accepted artifact of the same request, and no other`() async throws {
        let recorder = try await sample.recorder()
        func task(_ tag: String?) -> NewTask {
            var task = sample.task(nil)
            task.requestTag = tag
            return task
        }
        let runs = (0..<3).map { _ in Drafts(sample.environment.makeID().description) }
        for (run, (tag, verdict)) in zip(runs, [("one", "accepted"), ("two", "rejected"), ("three", nil)]) {
            let intent = run.draft(.requestIntent, ["inputs": [], "request_tag": .string(tag)])
            let stored = run.stored(Digest([UInt8](repeating: 1, count: 32)))
            try await recorder.append(
                Append([intent, run.started, run.answered, stored, run.state(.recorded, .succeeded)])
            )
            guard let verdict else { continue }
            let body: JSONObject = ["policy_id": "p", "verdict": .string(verdict)]
            try await recorder.append(Append([run.draft(.verdict, body)]))
        }
        let said = try await recorder.submit([task("one"), task("two"), task("three"), task(nil)], sample, .reuse)
        #expect(said.map(\.state) == [.completed, .queued, .queued, .queued])
        #expect(said.map(\.reusedRun) == [runs[0].run, nil, nil, nil])
        #expect(try await recorder.submit([task("one")], sample).map(\.state) == [.queued])
    }

    @Test func `more than workers and waiting room take is rejected with its reason`() async throws {
        let recorder = try await sample.recorder()
        let limits = BatchLimits(maxWorkers: 1, maxWaiting: 2)
        let said = try await recorder.submit(sample.batch(limits), sample.tasks("a", "b", "c", "d"))
        #expect(said.map(\.state) == [.queued, .queued, .queued, .rejected])
        #expect(said[3].reason == .queueFull)
        try await recorder.work()
        let more = try await recorder.submit(sample.batch(limits), sample.tasks("e", "f"))
        #expect(more.map(\.state) == [.queued, .rejected])
        // Another queue has a room of its own.
        let other = sample.batch(limits, scope: TaskScope(text: "queue:other"))
        #expect(try await recorder.submit(other, sample.tasks("g")).map(\.state) == [.queued])
    }

    @Test func `what is refused before is recorded, and what comes after nothing is invalid`() async throws {
        let recorder = try await sample.recorder()
        var (refused, alone, many) = (sample.task("a"), sample.task("b"), sample.task("c"))
        refused.refusal = NewTask.Refusal(.policy, "PIN-01 cannot pass")
        alone.after = ["nobody"]
        many.after = (0..<17).map { "k\($0)" }
        let said = try await recorder.submit([refused, alone, many], sample)
        #expect(said.map(\.state) == [.rejected, .rejected, .rejected])
        #expect(said.map(\.reason) == [.policy, .invalid, .invalid])
        #expect(try sample.rows().first?.note == "PIN-01 cannot pass")
    }

    @Test func `tasks that are added to a batch belong to it, and open it again`() async throws {
        let recorder = try await sample.recorder()
        let batch = sample.batch()
        _ = try await recorder.submit(batch, sample.tasks("a"))
        #expect(try await recorder.closeBatch(batch.id.description) == nil)
        try await recorder.work()
        #expect(try await recorder.closeBatch(batch.id.description)?[.completed] == 1)
        #expect(try sample.reader().batch("plates").closedAt != nil)
        #expect(try await recorder.add(sample.tasks("b"), to: batch.id.description).map(\.state) == [.queued])
        #expect(try sample.reader().batch("plates").closedAt == nil)
        #expect(try sample.rows().map(\.batch) == [batch.id.description, batch.id.description])
        await #expect(throws: Report.self) { try await recorder.add(sample.tasks("c"), to: "none") }
    }

    @Test func `a task is found by the ends of its id, and by its key the newest of that`() async throws {
        let recorder = try await sample.recorder()
        let first = try await recorder.submit(sample.tasks("a"), sample)
        try await recorder.work()
        let second = try await recorder.submit(sample.tasks("a"), sample)
        let reader = try sample.reader()
        #expect(try reader.task("a").task == second[0].task)
        #expect(try reader.task(String(first[0].task.suffix(8)).lowercased()).task == first[0].task)
        #expect(try reader.task(first[0].task).task == first[0].task)
        for part in ["nobody", String(first[0].task.prefix(4)), "%%%%"] {
            #expect(throws: Report.self) { try reader.task(part) }
        }
        #expect(try reader.tasks(TaskFilter(key: "a", newestFirst: true, limit: 1)).map(\.task) == [second[0].task])
        #expect(try reader.taskCounts(.scope(SampleHome.scope)).total == 2)
    }
}
