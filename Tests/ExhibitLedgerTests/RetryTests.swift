import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

@Suite struct RetryTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    private func ended(_ recorder: Recorder, _ run: RunState) async throws -> ClaimedTask {
        _ = try await recorder.submit(sample.tasks("a"), sample)
        let task = try #require(try await recorder.next())
        try await recorder.run(task, to: run)
        _ = try await recorder.end(task.lease, TaskEnd(.failed))
        return task
    }

    @Test(arguments: [
        (RunState.failed, true, false, RetryAnswer.queued), (.failed, false, false, .queued),
        (.cancelled, false, false, .queued), (.timedOut, true, false, .queued),
        (.timedOut, false, false, .needsConsent(.timedOut)), (.timedOut, false, true, .queued),
        (.unknownOutcome, true, false, .needsConsent(.unknownOutcome)), (.unknownOutcome, true, true, .queued),
        (.unknownOutcome, false, true, .queued), (.succeeded, true, true, .notNow(.completed)),
    ])
    func `a task is tried again where that bills nobody twice unasked`(
        run: RunState,
        keepsRun: Bool,
        consent: Bool,
        answer: RetryAnswer
    ) async throws {
        let recorder = try await sample.recorder()
        let task = try await ended(recorder, run)
        let wish = RetriedTask(task.task, keepsRun: keepsRun, consent: consent)
        #expect(try await recorder.retry([wish]) == [answer])
        guard answer == .queued else { return }
        let again = try #require(try await recorder.next())
        #expect((again.run == task.run) == keepsRun && again.mayResend == consent)
        #expect((again.runState == run) == keepsRun)
    }

    @Test func `a task that never began can be put in line, one whose key is taken cannot`() async throws {
        let recorder = try await sample.recorder()
        let said = try await recorder.submit(sample.tasks("a", "a"), sample)
        let wish = RetriedTask(said[1].task, keepsRun: true)
        #expect(try await recorder.retry([wish]) == [.duplicate(of: said[0].task)])
        #expect(try await recorder.retry([RetriedTask(said[0].task, keepsRun: true)]) == [.notNow(.queued)])
        try await recorder.work()
        #expect(try await recorder.retry([wish]) == [.queued])
        try await recorder.work(.failed)
        #expect(try sample.states() == ["a completed", "a failed"])
    }

    @Test func `a task that was left out for an unknown outcome is not tried again without consent`() async throws {
        let recorder = try await sample.recorder()
        _ = try await ended(recorder, .unknownOutcome)
        let rejected = try #require(try await recorder.submit(sample.tasks("a"), sample).first)
        #expect(rejected.state == .rejected)
        let wish = RetriedTask(rejected.task, keepsRun: true)
        #expect(try await recorder.retry([wish]) == [.needsConsent(.rejected)])
        let consented = RetriedTask(rejected.task, keepsRun: true, consent: true)
        #expect(try await recorder.retry([consented]) == [.queued])
    }

    @Test func `a duplicate is not tried again without consent once the other's outcome is unknown`() async throws {
        let recorder = try await sample.recorder()
        let said = try await recorder.submit(sample.tasks("a", "a"), sample)
        #expect(try await recorder.work(.unknownOutcome) == .unknownOutcome)
        #expect(try await recorder.retry([RetriedTask(said[1].task, keepsRun: true)]) == [.needsConsent(.skipped)])
    }

    @Test func `consent is to one request`() async throws {
        let recorder = try await sample.recorder()
        let task = try await ended(recorder, .unknownOutcome)
        _ = try await recorder.retry([RetriedTask(task.task, keepsRun: true, consent: true)])
        let again = try #require(try await recorder.next())
        #expect(again.mayResend)
        _ = try await recorder.append(
            Append([Drafts(task.run).resumed(.unknownOutcome, .submitting), Drafts(task.run).failedForNow])
        )
        #expect(try await recorder.release(again.lease, .parked) == .queued)
        let third = try #require(try await recorder.next())
        #expect(!third.mayResend)
    }

    @Test func `a task follows its run when another command carried that on`() async throws {
        let recorder = try await sample.recorder()
        let task = try await ended(recorder, .unknownOutcome)
        let run = Drafts(task.run)
        #expect(try await recorder.followRun(task.run) == .unknownOutcome)
        let stored = run.stored(Digest([UInt8](repeating: 1, count: 32)))
        let recovered = run.draft(.reconcile, ["outcome": "recovered"])
        try await recorder.append(Append([run.answered, stored, recovered]))
        #expect(try await recorder.followRun(task.run) == .unknownOutcome)
        try await recorder.append(Append([run.state(.recorded, .succeeded)]))
        #expect(try await recorder.followRun(task.run) == .completed)
        #expect(try sample.taskEntries().last?.body["event"] == "settled")
        #expect(try await recorder.followRun(task.run) == nil)
        #expect(try await recorder.followRun("nobody's") == nil)
        #expect(try await recorder.replay(task.run)?.lateWord == nil)
    }
}
