import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

@Suite struct SessionTests {
    @Test func `two processes that go on with one run do not both send its next attempt`() async throws {
        let sample = try SampleHome()
        let (one, two) = (try await sample.recorder(), try await sample.recorder())
        let run = Drafts(sample.environment.makeID().description)
        try await one.append(Append([run.intent]))
        _ = try await one.announce(Append([run.started]), run: run.run, attempt: 1)
        // An upload before it, or what it is followed by, is of the same attempt.
        _ = try await one.announce(Append([run.started]), run: run.run, attempt: 1)
        try await one.append(Append([run.failedForNow]))
        func second(_ recorder: Recorder) async throws -> Permit {
            let started = run.draft(.attemptStarted, attempt: 2, ["n": 2, "step": 1])
            return try await recorder.announce(Append([started]), run: run.run, attempt: 2)
        }
        _ = try await two.announce(
            Append([run.draft(.attemptStarted, attempt: 2, ["n": 2, "step": 0])]),
            run: run.run,
            attempt: 2
        )
        _ = try await second(one)
        let before = try sample.entries().count
        let refused = await #expect(throws: Report.self) { try await second(two) }
        #expect(refused?.code == .runNotResumable)
        #expect(try sample.entries().count == before)
    }

    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    /// Leaves a run in `state` behind, as a process that is killed does.
    private func abandon(_ state: RunState) async throws -> String {
        let run = Drafts(sample.environment.makeID().description)
        let recorder = try await sample.recorder()
        let digest = SHA256.hash([1])
        let drafts: [EntryDraft] =
            switch state {
            case .planned: [run.intent]
            case .submitting: [run.intent, run.started]
            case .retryWait: [run.intent, run.started, run.failedForNow]
            case .receiving: [run.intent, run.started, run.answered]
            case .waiting: [run.intent, run.started, run.draft(.jobSubmitted, attempt: 1, ["remote_id": "j"])]
            case .polling:
                [
                    run.intent, run.started, run.draft(.jobSubmitted, attempt: 1, ["remote_id": "j"]),
                    run.draft(.jobStatus, attempt: 1, ["remote_id": "j", "state": "running"]),
                ]
            default: [run.intent, run.started, run.answered, run.stored(digest)]
            }
        try await recorder.append(Append(drafts))
        return run.run
    }

    @Test(arguments: [
        (RunState.planned, RunState.interrupted), (.submitting, .unknownOutcome), (.retryWait, .retryWait),
        (.waiting, .waiting), (.polling, .polling), (.receiving, .receiving), (.recorded, .recorded),
    ])
    func `what a process that is gone left open is ended as what is known of it`(
        left: RunState,
        end: RunState
    ) async throws {
        let run = try await abandon(left)
        let recorder = try await sample.recorder()
        #expect(try await recorder.repair() == (left == end ? [] : [run]))
        #expect(try await recorder.replay(run)?.state == end)
        let last = try #require(try sample.entries().last)
        #expect(last.type == .sessionClose && last.body["recovered"] == true && last.session == 1)
        #expect(try await recorder.repair() == [])
        #expect(RegularFile.names(in: sample.home.sessions) == [])
        if end == .unknownOutcome { #expect(try await recorder.replay(run)?.fault?["billed"] == "maybe") }
    }

    @Test func `a process that is alive is left alone`() async throws {
        let alive = try await sample.recorder()
        let run = Drafts(sample.environment.makeID().description)
        try await alive.append(Append([run.intent, run.started]))
        let other = try await sample.recorder()
        #expect(try await other.repair() == [])
        #expect(try await other.isWorkedOn(run.run))
        #expect(try await !alive.isWorkedOn(run.run))
        try await alive.close()
        #expect(try await !other.isWorkedOn(run.run))
    }

    @Test func `two processes that repair at once do it once`() async throws {
        let runs = try await (abandon(.submitting), abandon(.planned))
        let (first, second) = (try await sample.recorder(), try await sample.recorder())
        async let one = first.repair()
        async let two = second.repair()
        let ended = try await one + two
        #expect(ended.sorted() == [runs.0, runs.1].sorted())
        #expect(try sample.entries().count { $0.type == .sessionClose } == 2)
    }

    @Test func `a run that an error left without an end gets one with the session`() async throws {
        let recorder = try await sample.recorder()
        let run = Drafts(sample.environment.makeID().description)
        try await recorder.append(Append([run.intent, run.started]))
        try await recorder.close()
        #expect(try await recorder.replay(run.run)?.state == .unknownOutcome)
        let close = try #require(try sample.entries().last)
        #expect(close.body["counts"]?["run.state"] == 1)
        #expect(close.body["entries"] == 5)
    }

    @Test func `two writers take turns, and each counts its own`() async throws {
        let (one, two) = (try await sample.recorder(), try await sample.recorder())
        try await withThrowingTaskGroup { group in
            for recorder in [one, two] {
                for number in 0..<20 {
                    group.addTask { try await recorder.append(Append([EntryDraft(.warning, ["n": .int(number)])])) }
                }
            }
            try await group.waitForAll()
        }
        try await one.close()
        try await two.close()
        let entries = try sample.entries()
        #expect(entries.count == 45)
        #expect(entries.map(\.seq) == Array(0..<45))
        for close in entries.filter({ $0.type == .sessionClose }) {
            #expect(close.body["counts"] == ["session.open": 1, "warning": 20])
            #expect(close.body["entries"] == 22)
        }
        #expect(try LedgerCounts(sample.stranger()).checkpoints == 2)
    }

    @Test func `a ledger that another holds is told after the wait, with exit 11`() async throws {
        let recorder = try await sample.recorder(lockSeconds: 0)
        try await recorder.append(Append([EntryDraft(.warning, [:])]))
        let lock = try FileLock.tryLock(sample.home.lock)
        let isHeld = lock != nil
        #expect(isHeld)
        await #expect(throws: LedgerError.locked(path: sample.home.lock, seconds: 0)) {
            try await recorder.append(Append([EntryDraft(.warning, [:])]))
        }
        #expect(LedgerError.locked(path: "p", seconds: 30).report.exit == .ledgerLocked)
        _ = consume lock
        try await recorder.append(Append([EntryDraft(.warning, [:])]))
    }

    @Test func `a single run is signed once, and each of several before the next begins`() async throws {
        let recorder = try await sample.recorder()
        for count in 1...3 {
            let run = Drafts(sample.environment.makeID().description)
            try await recorder.append(Append([run.intent, run.state(.planned, .cancelled)]))
            await recorder.checkpointBeforeNextRun()
            #expect(try LedgerCounts(sample.stranger()).checkpoints == Int64(count - 1))
        }
        try await recorder.close()
        #expect(try LedgerCounts(sample.stranger()).checkpoints == 3)
    }

    @Test func `entries do not wait for a signature longer than a minute`() async throws {
        let recorder = try await sample.recorder()
        try await recorder.append(Append([EntryDraft(.warning, [:])]))
        sample.clock.advance(seconds: 60)
        try await recorder.append(Append([EntryDraft(.warning, [:])]))
        #expect(try LedgerCounts(sample.stranger()).checkpoints == 1)
    }

    @Test func `heads without a second copy are said to be so, and stop nothing`() async throws {
        let sample = try SampleHome(variables: ["XDG_STATE_HOME": "/dev/null"])
        let recorder = try await sample.recorder()
        try await recorder.append(Append([EntryDraft(.configSnapshot, [:])]))
        try await recorder.close()
        let entries = try sample.entries()
        #expect(entries[2].body["code"] == "heads.not_doubled")
        #expect(entries.last?.body["counts"] == ["session.open": 1, "warning": 1, "config.snapshot": 1])
        #expect(Heads(home: sample.home, ledger: recorder.identity.ledger, sample.environment).read().heads.count == 1)
    }
}
