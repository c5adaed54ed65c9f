import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

@Suite struct TakeOverTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    /// A process claims a task, brings its run to `state` and is gone, its lock with it.
    private func abandon(_ state: RunState?, stuck: Bool = false, cancelled: Bool = false) async throws -> ClaimedTask {
        let recorder = try await sample.recorder()
        _ = try await recorder.submit(sample.tasks("a"), sample)
        let task = try #require(try await recorder.next())
        if let state { try await recorder.run(task, to: state) }
        if stuck { _ = try await recorder.markStuck(task.lease) }
        if cancelled { #expect(try await recorder.cancel(.task(task.task)).map(\.outcome) == [.asked]) }
        return task
    }

    @Test(arguments: [
        (nil, TaskState.queued), (RunState.planned, .queued), (.interrupted, .queued), (.retryWait, .queued),
        (.waiting, .queued), (.polling, .queued), (.receiving, .queued), (.recorded, .queued),
        (.submitting, .unknownOutcome), (.unknownOutcome, .unknownOutcome), (.succeeded, .completed),
        (.failed, .failed),
        (.timedOut, .timedOut), (.cancelled, .cancelled),
    ])
    func `what becomes of a task whose process is gone follows from its run`(
        run: RunState?,
        state: TaskState
    ) async throws {
        let task = try await abandon(run)
        let reader = try sample.reader()
        #expect(reader.shownState(try reader.task(task.task)) == .orphaned)
        let recorder = try await sample.recorder()
        #expect(try await recorder.takeOver() == [TakenTask(task: task.task, run: task.run, state: state)])
        #expect(try await recorder.takeOver() == [])
        let row = try sample.reader().task(task.task)
        #expect(row.state == state && row.reason == "worker_gone")
        #expect(try sample.taskEntries().suffix(2).first?.body["event"] == "orphaned")
        #expect(try sample.reader().leases(SampleHome.scope) == [:])
        guard state == .queued else { return }
        let again = try #require(try await recorder.next())
        #expect(again.run == task.run && again.claims == 2)
        // A run that was planned is interrupted by the repair: it can be resumed.
        #expect(again.runState == (run == .planned ? .interrupted : run))
    }

    @Test(arguments: [(RunState.succeeded, TaskState.orphanLateOutput), (.waiting, .timedOut), (.failed, .failed)])
    func `a task that was stuck does not complete, and is not taken again`(
        run: RunState,
        state: TaskState
    ) async throws {
        let task = try await abandon(run, stuck: true)
        let recorder = try await sample.recorder()
        #expect(try await recorder.takeOver().map(\.state) == [state])
        #expect(try sample.reader().task(task.task).state == state)
    }

    @Test func `a wish that nobody heard is kept`() async throws {
        let task = try await abandon(.planned, cancelled: true)
        let recorder = try await sample.recorder()
        #expect(try await recorder.takeOver() == [TakenTask(task: task.task, run: task.run, state: .cancelled)])
        let after = try await abandon(.submitting, cancelled: true)
        #expect(try await recorder.takeOver() == [TakenTask(task: after.task, run: after.run, state: .unknownOutcome)])
    }

    @Test func `a process that is alive keeps its tasks, however long it takes`() async throws {
        let alive = try await sample.recorder()
        _ = try await alive.submit(sample.tasks("a"), sample)
        let task = try #require(try await alive.next())
        sample.clock.advance(seconds: 864_000)
        let other = try await sample.recorder()
        #expect(try await other.takeOver() == [])
        let reader = try sample.reader()
        #expect(reader.shownState(try reader.task(task.task)) == .running)
        try await alive.run(task, to: .succeeded)
        #expect(try await alive.end(task.lease, TaskEnd(.completed)) == .completed)
    }

    @Test func `a session that closed over its tasks has left them`() async throws {
        let recorder = try await sample.recorder()
        _ = try await recorder.submit(sample.tasks("a"), sample)
        let task = try #require(try await recorder.next())
        try await recorder.run(task, to: .submitting)
        try await recorder.close()
        #expect(try await recorder.takeOver().map(\.state) == [.unknownOutcome])
    }

    @Test func `two processes that take over at once do it once`() async throws {
        _ = try await abandon(.waiting)
        let (first, second) = (try await sample.recorder(), try await sample.recorder())
        async let one = first.takeOver()
        async let two = second.takeOver()
        #expect(try await (one + two).count == 1)
        #expect(try sample.taskEntries().count { $0.body["event"] == "requeued" } == 1)
    }
}
