import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Synchronization
import Testing

@testable import ExhibitQueue

/// A crew over a real ledger, with a runner that makes nothing.
@Suite struct CrewTests {
    /// Works a batch; returns the runner's log and what the crew told.
    private func work(
        _ work: WorkHome,
        _ recorder: Recorder,
        _ batch: String,
        workers: Int = 2,
        isTold: @escaping @Sendable () -> Bool = { false },
        shaping shape: (inout CrewPlan) -> Void = { _ in },
        _ deed: @escaping @Sendable (String, Int) -> StubRunner.Deed
    ) async throws -> (log: StubLog, told: [String]) {
        var plan = CrewPlan(
            scope: TaskScope(text: "batch:\(batch)"),
            limits: ClaimLimits(maxWorkers: workers),
            workers: workers,
            stay: .untilEnded(batch: batch)
        )
        plan.pause = .milliseconds(5)
        plan.beat = .milliseconds(10)
        shape(&plan)
        let told = Told()
        let runner = StubRunner(recorder: recorder, environment: work.environment, deed: deed)
        try await Crew(recorder: recorder, plan: plan, runner: runner, isTold: isTold, tell: told.add).work()
        return (runner.log, told.all)
    }

    private static let succeeding: @Sendable (String, Int) -> StubRunner.Deed = { _, _ in .end(.succeeded, .completed) }

    @Test func worksAllTasksInOrderAndNoMoreAtOnceThanWorkers() async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let names = (1...9).map { "t\($0)" }
        let batch = try await home.submit(names, recorder, BatchLimits(maxWorkers: 3))
        let (log, told) = try await work(home, recorder, batch, workers: 3, Self.succeeding)
        #expect(try home.states(batch) == names.map { "\($0) completed" })
        #expect(log.begun.sorted() == names)
        #expect(log.most <= 3)
        #expect(told.filter { $0.hasPrefix("ended") }.count == 9)
        #expect(try await recorder.closeBatch(batch)?[.completed] == 9)
        try await recorder.close()
    }

    @Test(arguments: [
        (RunState.succeeded, TaskState.completed, "completed"), (.failed, .failed, "failed"),
        (.cancelled, .cancelled, "cancelled"), (.unknownOutcome, .unknownOutcome, "unknown_outcome"),
        // The run's own state has the last word.
        (.unknownOutcome, .failed, "unknown_outcome"), (.succeeded, .failed, "completed"),
        (.cancelled, .timedOut, "timed_out"), (.failed, .cancelled, "cancelled"),
        // Under way, and left: it may have been sent.
        (.submitting, .failed, "unknown_outcome"),
    ])
    func endsATaskAsItsRunEnded(run: RunState, said: TaskState, expected: String) async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let batch = try await home.submit(["cat"], recorder)
        _ = try await work(home, recorder, batch) { _, _ in .end(run, said) }
        #expect(try home.states(batch) == ["cat \(expected)"])
        try await recorder.close()
    }

    @Test func beginsNothingAfterAFailureWhenItIsToStop() async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let batch = try await home.submit(["a", "b", "c"], recorder, BatchLimits(maxWorkers: 1))
        let (log, _) = try await work(
            home,
            recorder,
            batch,
            workers: 1,
            shaping: { $0.stopsAtFailure = true },
            { name, _ in name == "b" ? .end(.failed, .failed) : .end(.succeeded, .completed) }
        )
        #expect(log.begun == ["a", "b"])
        #expect(try home.states(batch) == ["a completed", "b failed", "c queued"])
        try await recorder.close()
    }

    @Test func finishesWhatRunsWhenItIsTold() async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let batch = try await home.submit(["a", "b"], recorder, BatchLimits(maxWorkers: 1))
        let (gate, signal) = (Gate(), Flag())
        let (log, told) = try await work(home, recorder, batch, workers: 1, isTold: { signal.isUp }) { _, _ in
            signal.raise()
            Task {
                try? await Task.sleep(for: .milliseconds(30))
                gate.open()
            }
            return .ignore(gate)
        }
        #expect(log.begun == ["a"])
        #expect(told.contains("draining 1"))
        #expect(try home.states(batch) == ["a completed", "b queued"])
        try await recorder.close()
    }

    @Test func stopsATaskWhoseTimeIsOver() async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let batch = try await home.submit(["a"], recorder)
        _ = try await work(home, recorder, batch, shaping: { $0.taskTimeout = .milliseconds(20) }) { _, _ in
            .waitToBeStopped(.cancelled, .timedOut)
        }
        let row = try #require(try home.rows(batch).first)
        #expect(row.state == .timedOut)
        #expect(row.reason == TaskReason.deadline.rawValue)
        try await recorder.close()
    }

    @Test func theStopOfARequestThatHadLeftIsNotGuessed() async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let batch = try await home.submit(["a"], recorder)
        _ = try await work(home, recorder, batch, shaping: { $0.taskTimeout = .milliseconds(20) }) { _, _ in
            .waitToBeStopped(.unknownOutcome, .timedOut)
        }
        #expect(try home.states(batch) == ["a unknown_outcome"])
        try await recorder.close()
    }

    @Test func obeysAWishToCancelFromAnotherProcess() async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let other = try await home.recorder()
        let batch = try await home.submit(["a", "b"], recorder, BatchLimits(maxWorkers: 1))
        _ = try await work(home, recorder, batch, workers: 1) { name, _ in
            guard name == "a" else { return .end(.succeeded, .completed) }
            Task {
                let task = try home.rows(batch)[0].task
                _ = try await other.cancel(.task(task))
            }
            return .waitToBeStopped(.cancelled, .cancelled)
        }
        let rows = try home.rows(batch)
        #expect(rows.map(\.state) == [.cancelled, .completed])
        #expect(rows[0].reason == TaskReason.user.rawValue)
        try await other.close()
        try await recorder.close()
    }

    @Test func givesUpWhatDoesNotStopAndKeepsItsResultAsLate() async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let batch = try await home.submit(["a", "b"], recorder, BatchLimits(maxWorkers: 2))
        let gate = Gate()
        let (_, told) = try await work(
            home,
            recorder,
            batch,
            shaping: { plan in
                plan.taskTimeout = .milliseconds(20)
                plan.grace = .milliseconds(20)
            },
            { name, _ in name == "a" ? .ignore(gate) : .end(.succeeded, .completed) }
        )
        #expect(told.contains("stuck a"))
        #expect(try home.states(batch) == ["a stuck", "b completed"])
        gate.open()
        while try home.states(batch)[0] == "a stuck" { await Task.yield() }
        #expect(try home.states(batch)[0] == "a orphan_late_output")
        try await recorder.close()
    }

    @Test func aProviderThatIsParkedIsLeftAloneByAllAndTheTaskGoesOn() async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let batch = try await home.submit(["a", "b"], recorder, BatchLimits(maxWorkers: 1))
        let (log, _) = try await work(home, recorder, batch, workers: 1) { name, claim in
            name == "a" && claim == 1 ? .park(.milliseconds(50)) : .end(.succeeded, .completed)
        }
        #expect(log.begun == ["a", "a", "b"])
        #expect(try home.states(batch) == ["a completed", "b completed"])
        #expect(try home.events(batch).contains("a requeued"))
        let runs = Set(try home.rows(batch).compactMap(\.run))
        #expect(runs.count == 2, "a task has one run, however often it was taken")
        try await recorder.close()
    }

    @Test func aTaskThatIsReleasedWaitsAgain() async throws {
        let home = try WorkHome()
        let recorder = try await home.recorder()
        let batch = try await home.submit(["a"], recorder)
        let (log, _) = try await work(home, recorder, batch) { _, claim in
            claim == 1 ? .release : .end(.succeeded, .completed)
        }
        #expect(log.begun == ["a", "a"])
        #expect(try home.events(batch) == ["a submitted", "a claimed", "a requeued", "a claimed", "a ended"])
        try await recorder.close()
    }

    @Test func twoCrewsOnOneScopeTakeEachTaskOnce() async throws {
        let home = try WorkHome()
        let (first, second) = (try await home.recorder(), try await home.recorder())
        let names = (1...20).map { "t\($0)" }
        let batch = try await home.submit(names, first, BatchLimits(maxWorkers: 4))
        async let one = work(home, first, batch, workers: 4, Self.succeeding)
        async let two = work(home, second, batch, workers: 4, Self.succeeding)
        let begun = try await one.log.begun + two.log.begun
        #expect(begun.sorted() == names.sorted())
        #expect(try home.states(batch) == names.map { "\($0) completed" })
        try await second.close()
        try await first.close()
    }
}

/// What a crew told, as short words.
private final class Told: Sendable {
    private let words = Mutex<[String]>([])

    @Sendable
    func add(_ event: CrewEvent) {
        let word =
            switch event {
            case .began(let task): "began \(task.name ?? "")"
            case .ended(let task, let state): "ended \(task.name ?? "") \(state.rawValue)"
            case .stuck(let task): "stuck \(task.name ?? "")"
            case .tookOver(let task): "took over \(task.state.rawValue)"
            case .draining(let count): "draining \(count)"
            }
        words.withLock { $0.append(word) }
    }

    var all: [String] { @inline(never) get { words.withLock { $0 } } }
}

private final class Flag: Sendable {
    private let up = Mutex(false)

    @inline(never)
    func raise() { up.withLock { $0 = true } }

    var isUp: Bool { @inline(never) get { up.withLock { $0 } } }
}
