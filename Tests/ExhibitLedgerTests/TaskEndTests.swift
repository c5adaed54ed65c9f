import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

@Suite struct TaskEndTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    private func claimed(_ recorder: Recorder) async throws -> ClaimedTask {
        _ = try await recorder.submit(sample.tasks("a"), sample)
        return try #require(try await recorder.next())
    }

    @Test(arguments: [
        (RunState.succeeded, TaskState.failed, TaskState.completed), (.failed, .completed, .failed),
        // Only the worker knows that it was the clock that told the run to stop.
        (.failed, .timedOut, .timedOut), (.failed, .unknownOutcome, .failed),
        (.timedOut, .failed, .timedOut), (.cancelled, .failed, .cancelled), (.unknownOutcome, .failed, .unknownOutcome),
        (.submitting, .failed, .unknownOutcome), (.submitting, .timedOut, .unknownOutcome),
        (.submitting, .cancelled, .unknownOutcome), (.unknownOutcome, .cancelled, .unknownOutcome),
        (.waiting, .cancelled, .cancelled),
        (.interrupted, .failed, .failed), (.planned, .cancelled, .cancelled),
    ])
    func `the run has the last word on its task`(run: RunState, said: TaskState, state: TaskState) async throws {
        let recorder = try await sample.recorder()
        let task = try await claimed(recorder)
        try await recorder.run(task, to: run)
        #expect(try await recorder.end(task.lease, TaskEnd(said, note: "a note")) == state)
        let entry = try #require(try sample.taskEntries().last)
        #expect(entry.run == task.run && entry.body["to"]?.string == state.rawValue && entry.body["note"] == "a note")
        #expect(try sample.reader().leases(SampleHome.scope) == [:])
        #expect(try await recorder.replay(task.run)?.taskState == state)
    }

    @Test(arguments: [nil, RunState.planned, .submitting, .waiting, .recorded])
    func `nothing completes without a run that succeeded`(run: RunState?) async throws {
        let recorder = try await sample.recorder()
        let task = try await claimed(recorder)
        if let run { try await recorder.run(task, to: run) }
        await #expect(throws: RecordError.self) { try await recorder.end(task.lease, TaskEnd(.completed)) }
        #expect(try sample.states() == ["a running"])
    }

    @Test(arguments: [
        (nil, TaskState.queued), (RunState.planned, .queued), (.interrupted, .queued), (.retryWait, .queued),
        (.waiting, .queued), (.polling, .queued), (.receiving, .queued), (.recorded, .queued),
        (.submitting, .unknownOutcome), (.unknownOutcome, .unknownOutcome), (.failed, .failed), (.timedOut, .timedOut),
        (.cancelled, .cancelled), (.succeeded, .completed),
    ])
    func `what is put back waits only if nothing is sent twice`(run: RunState?, state: TaskState) async throws {
        let recorder = try await sample.recorder()
        let task = try await claimed(recorder)
        if let run { try await recorder.run(task, to: run) }
        #expect(try await recorder.release(task.lease, .released) == state)
        guard state == .queued else { return }
        let again = try #require(try await recorder.next())
        #expect(again.run == task.run && again.runState == run && again.claims == 2 && again.lease != task.lease)
        // The first lease is worth nothing now.
        #expect(try await recorder.end(task.lease, TaskEnd(.failed)) == .running)
        #expect(try await recorder.release(task.lease, .released) == .running)
    }

    @Test(arguments: [TaskState.timedOut, .cancelled])
    func `a result that comes after its task was given up is late`(given: TaskState) async throws {
        let recorder = try await sample.recorder()
        let task = try await claimed(recorder)
        try await recorder.run(task, to: .waiting)
        #expect(try await recorder.end(task.lease, TaskEnd(given, reason: .deadline)) == given)
        #expect(try await recorder.end(task.lease, TaskEnd(.failed)) == given)
        let run = Drafts(task.run)
        let stored = run.stored(Digest([UInt8](repeating: 1, count: 32)))
        try await recorder.append(Append([run.answered, stored, run.state(.recorded, .succeeded)]))
        let replay = try #require(try await recorder.replay(task.run))
        #expect(replay.lateWord == .orphanLateOutput)
        #expect(try await recorder.end(task.lease, TaskEnd(.completed)) == .orphanLateOutput)
        #expect(try await recorder.end(task.lease, TaskEnd(.completed)) == .orphanLateOutput)
        #expect(try sample.states() == ["a orphan_late_output"])
    }

    @Test func `a worker that does not stop keeps its lease, and its result is late`() async throws {
        let recorder = try await sample.recorder()
        let task = try await claimed(recorder)
        try await recorder.run(task, to: .submitting)
        #expect(try await recorder.markStuck(task.lease) == .stuck)
        #expect(try await recorder.markStuck(task.lease) == .stuck)
        #expect(try sample.reader().leases(SampleHome.scope).count == 1)
        #expect(try await recorder.replay(task.run)?.lateWord == .stuck)
        let run = Drafts(task.run)
        let stored = run.stored(Digest([UInt8](repeating: 1, count: 32)))
        try await recorder.append(Append([run.answered, stored, run.state(.recorded, .succeeded)]))
        #expect(try await recorder.end(task.lease, TaskEnd(.completed)) == .orphanLateOutput)
        #expect(try sample.reader().leases(SampleHome.scope) == [:])
    }

    @Test func `a worker that was stuck and stops without a result ends its task`() async throws {
        let recorder = try await sample.recorder()
        let task = try await claimed(recorder)
        _ = try await recorder.markStuck(task.lease)
        #expect(try await recorder.release(task.lease, .released) == .timedOut)
    }

    @Test func `who waits is cancelled at once, who works is asked`() async throws {
        let (one, two) = (try await sample.recorder(), try await sample.recorder())
        let said = try await one.submit(sample.tasks("a", "b", "c"), sample)
        let task = try #require(try await one.next())
        let answers = try await two.cancel(.scope(SampleHome.scope))
        #expect(answers.map(\.outcome) == [.asked, .cancelled, .cancelled])
        #expect(try await one.wishes([task.lease]) == [task.lease])
        #expect(try await one.wishes([Lease(id: "x", task: said[1].task)]) == [])
        try await one.run(task, to: .cancelled)
        #expect(try await one.end(task.lease, TaskEnd(.cancelled, note: "the provider confirmed")) == .cancelled)
        #expect(try await one.wishes([task.lease]) == [])
        #expect(try await two.cancel(.task(said[0].task)).map(\.outcome) == [.ended(.cancelled)])
        #expect(try await two.cancel(.scope(SampleHome.scope)) == [])
        await #expect(throws: Report.self) { try await two.cancel(.task("nobody")) }
    }

    @Test func `a wish that comes while the task is put back is obeyed`() async throws {
        let recorder = try await sample.recorder()
        let task = try await claimed(recorder)
        try await recorder.run(task, to: .retryWait)
        #expect(try await recorder.cancel(.task(task.task)).map(\.outcome) == [.asked])
        #expect(try await recorder.release(task.lease, .parked) == .cancelled)
        #expect(try sample.states() == ["a cancelled"])
        #expect(try await recorder.next() == nil)
    }

    @Test func `a job that was sent before is said to go on when its task is cancelled`() async throws {
        let recorder = try await sample.recorder()
        let task = try await claimed(recorder)
        try await recorder.run(task, to: .waiting)
        _ = try await recorder.release(task.lease, .released)
        #expect(try await recorder.cancel(.task(task.task)).map(\.outcome) == [.cancelled])
        #expect(try sample.rows().first?.note?.contains("may be billed") == true)
    }

    @Test func `a batch that stops leaves out what waits`() async throws {
        let recorder = try await sample.recorder()
        let batch = sample.batch()
        _ = try await recorder.submit(batch, sample.tasks("a", "b", "c"))
        #expect(try await recorder.work(.failed) == .failed)
        #expect(try await recorder.skipWaiting(.batch(batch.id.description), .stopped).count == 2)
        #expect(try sample.states() == ["a failed", "b skipped", "c skipped"])
        let counts = try #require(try await recorder.closeBatch(batch.id.description))
        #expect(counts[.skipped] == 2 && counts[.failed] == 1)
        #expect(try sample.taskEntries().last?.body["counts"]?["skipped"] == 2)
        // Told once.
        _ = try await recorder.closeBatch(batch.id.description)
        #expect(try sample.taskEntries().count { $0.type == .batchClosed } == 1)
    }
}
