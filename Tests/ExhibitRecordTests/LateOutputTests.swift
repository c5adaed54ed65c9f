import ExhibitJSON
import ExhibitModel
import Testing

@testable import ExhibitRecord

@Suite struct LateOutputTests {
    /// A plain run, with a word on its task before its answer came.
    private func run(_ word: TaskState, ends: Bool = true) throws -> RunReplay {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.taskState, ["task_id": "T", "to": .string(word.rawValue)])
        sample.add(.responseReceived, attempt: 1, SampleRun.response)
        sample.add(.artifactStored, attempt: 1, SampleRun.output)
        if ends { sample.state(.recorded, .succeeded) }
        return try sample.replay()
    }

    private func stateFact(_ run: RunReplay) -> String? {
        FactDocument.of(run, .init(sha256Uses: 1, signed: true))["run"]?["state"]?.string
    }

    @Test(arguments: [
        (TaskState.stuck, "stuck"), (.orphaned, "orphaned"), (.orphanLateOutput, "orphan_late_output"),
        (.timedOut, "orphan_late_output"), (.cancelled, "orphan_late_output"), (.running, "succeeded"),
        (.queued, "succeeded"), (.completed, "succeeded"), (.failed, "succeeded"), (.unknownOutcome, "succeeded"),
    ])
    func `what came after the task was given up is late for policies`(word: TaskState, fact: String) throws {
        #expect(stateFact(try run(word)) == fact)
    }

    @Test func `a run that did not succeed says its own state`() throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.taskState, ["task_id": "T", "to": "timed_out"])
        sample.state(.submitting, .unknownOutcome)
        #expect(stateFact(try sample.replay()) == "unknown_outcome")
    }

    @Test func `a person who goes on with a run makes its result a timely one`() throws {
        var sample = SampleRun()
        sample.add(.requestIntent, SampleRun.intent)
        sample.add(.attemptStarted, attempt: 1, SampleRun.started(1))
        sample.add(.jobSubmitted, attempt: 1, ["remote_id": "j"])
        sample.state(.waiting, .timedOut)
        sample.add(.taskState, ["task_id": "T", "to": "timed_out"])
        sample.state(.timedOut, .polling, event: "resumed")
        sample.add(.responseReceived, attempt: 1, SampleRun.response)
        sample.add(.artifactStored, attempt: 1, SampleRun.output)
        sample.state(.recorded, .succeeded)
        #expect(stateFact(try sample.replay()) == "succeeded")
    }

    @Test func `what is said of its task does not change a run's own files`() throws {
        let run = try run(.running)
        #expect(run.taskState == .running)
        #expect(!run.entries.contains { $0.type == .taskState })
    }
}
