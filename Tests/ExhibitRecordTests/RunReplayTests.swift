import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitRecord

@Suite struct RunReplayTests {
    @Test func `a plain run goes from planned to succeeded`() throws {
        let run = try SampleRun.plain().replay()
        #expect(run.transitions.map(\.to) == [.planned, .submitting, .receiving, .recorded, .succeeded])
        #expect(run.transitions.map(\.entry) == [2, 3, 4, 5, 7])
        #expect(run.transitions.first?.from == nil)
        #expect(run.transitions.last?.reason == "succeeded")
        #expect(run.attempts.count == 1)
        #expect(run.outputBytes == 1_843_201)
        #expect(run.elapsedMilliseconds == 5000)
        #expect(run.resultResponse?.seq == 4)
        #expect(run.ending?.seq == 7)
        #expect(run.fault == nil)
        #expect(!run.isSimulated)
    }

    @Test func `attempts are counted by their first step, and keep their failures`() throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.attemptFailed, attempt: 1, ["n": 1, "step": 1, "billed": "maybe", "not_before": "t"])
        sample.add(.attemptStarted, attempt: 2, SampleRun.started(2))
        sample.add(.responseReceived, attempt: 2, SampleRun.response)
        sample.add(.attemptStarted, attempt: 2, SampleRun.started(2, step: 2))
        sample.add(.responseReceived, attempt: 2, ["kind": "media", "step": 2])
        let run = try sample.replay()
        #expect(run.attempts.map(\.number) == [1, 2])
        #expect(run.attempts.map(\.billed) == ["maybe", "yes"])
        #expect(run.attempts[1].steps.count == 1)
        #expect(run.resultResponse?.seq == 6)
        #expect(run.state == .receiving)
    }

    @Test func `a failed download is not the attempt's failure`() throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.responseReceived, attempt: 1, SampleRun.response)
        sample.add(.attemptFailed, attempt: 1, ["n": 1, "step": 2, "billed": "no"])
        let run = try sample.replay()
        #expect(run.attempts.first?.failure == nil)
        #expect(run.attempts.first?.billed == "yes")
    }

    @Test func `an answer that is taken again begins its outputs anew`() throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.responseReceived, attempt: 1, SampleRun.response)
        var first = SampleRun.output
        first["of"] = 2
        sample.add(.artifactStored, attempt: 1, first)
        sample.state(.receiving, .failed, ["error": ["code": "media.download_failed", "billed": "yes"]])
        sample.state(.failed, .receiving, event: "resumed")
        sample.add(.artifactStored, attempt: 1, SampleRun.output)
        let run = try sample.replay()
        #expect(run.outputs.count == 1)
        #expect(run.otherArtifacts.count == 1)
        #expect(run.state == .recorded)
    }

    private static func afterJob() -> SampleRun {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.responseReceived, attempt: 1, ["kind": "job", "step": 1])
        sample.add(.jobSubmitted, attempt: 1, ["n": 1, "remote_id": "j", "state": "queued"])
        return sample
    }

    @Test func `a failed run whose job was accepted goes on with that job`() throws {
        var sample = Self.afterJob()
        sample.state(.waiting, .failed, ["error": ["code": "media.download_failed", "billed": "yes"]])
        #expect(try sample.replay().awaitsJob)
        sample.state(.failed, .polling, event: "resumed")
        #expect(try sample.replay().state == .polling)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1, step: 2))
        sample.add(.responseReceived, attempt: 1, ["kind": "result", "step": 2])
        #expect(try !sample.replay().awaitsJob)
    }

    @Test func `a job of an earlier attempt is not the one that is waited for`() throws {
        var sample = Self.afterJob()
        sample.state(.waiting, .unknownOutcome, ["error": ["code": "outcome.unknown", "billed": "maybe"]])
        sample.state(.unknownOutcome, .submitting, event: "resumed")
        sample.add(.attemptStarted, attempt: 2, SampleRun.started(2))
        sample.add(.attemptFailed, attempt: 2, ["n": 2, "step": 1, "billed": "no"])
        sample.state(.submitting, .failed, ["error": ["code": "provider.busy", "billed": "maybe"]])
        #expect(try !sample.replay().awaitsJob)
    }

    @Test func `a failed run without a job cannot go on with one`() throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.attemptFailed, attempt: 1, ["n": 1, "step": 1, "billed": "no"])
        sample.state(.submitting, .failed, ["error": ["code": "provider.busy", "billed": "no"]])
        #expect(try !sample.replay().awaitsJob)
        sample.state(.failed, .polling, event: "resumed")
        #expect(throws: RecordError.illegalTransition(run: SampleRun.id, from: "failed", entry: "run.state")) {
            try sample.replay()
        }
    }

    @Test func `a run that goes on has no ending and no fault any more`() throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.state(.submitting, .unknownOutcome, ["error": ["code": "outcome.unknown", "billed": "maybe"]])
        #expect(try sample.replay().fault?["code"] == "outcome.unknown")
        sample.state(.unknownOutcome, .submitting, event: "resumed")
        sample.add(.attemptStarted, attempt: 2, SampleRun.started(2))
        sample.add(
            .attemptFailed,
            attempt: 2,
            ["n": 2, "step": 1, "billed": "no", "not_before": "2027-01-01T00:00:00.000Z"]
        )
        let run = try sample.replay()
        #expect(run.state == .retryWait)
        #expect(run.fault == nil)
        #expect(RunOutcome(run, deciding: nil).exit == .busy)
    }

    @Test func `the operator's word settles an unknown outcome`() throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.state(.submitting, .unknownOutcome, ["error": ["code": "outcome.unknown", "billed": "maybe"]])
        sample.add(.reconcile, ["outcome": "still_unknown"])
        #expect(try sample.replay().fault?["code"] == "outcome.unknown")
        sample.add(.reconcile, ["outcome": "lost", "error": ["code": "provider.failed", "billed": "maybe"]])
        let run = try sample.replay()
        #expect(run.state == .failed)
        #expect(run.reconciled == "lost")
        #expect(run.fault?["code"] == "provider.failed")
    }

    @Test func `an entry that cannot follow is named`() throws {
        var sample = SampleRun.plain()
        sample.add(.attemptStarted, attempt: 2, SampleRun.started(2))
        #expect(
            throws: RecordError.illegalTransition(run: SampleRun.id, from: "succeeded", entry: "attempt.started")
        ) { try sample.replay() }
        #expect(RunReplay(sample.entries[1]) == nil)
    }

    @Test(arguments: ["intent", "response", "output"])
    func `any sign of a simulation makes the run simulated`(place: String) throws {
        var (intent, response, output) = (SampleRun.intent, SampleRun.response, SampleRun.output)
        if place == "intent" { intent["simulated"] = true }
        if place == "response" { response["simulated"] = true }
        if place == "output" { output["simulated"] = true }
        var sample = SampleRun()
        sample.add(.requestIntent, intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.responseReceived, attempt: 1, response)
        sample.add(.artifactStored, attempt: 1, output)
        #expect(try sample.replay().isSimulated)
    }
}
