import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

@Suite struct ClaimTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    @Test func `a claim is an entry, a lease and the id of the run`() async throws {
        let recorder = try await sample.recorder()
        let said = try await recorder.submit(sample.tasks("a"), sample)
        let task = try #require(try await recorder.next("worker-7"))
        #expect(task.task == said[0].task && task.order?.contains("generate") == true && task.claims == 1)
        #expect(task.runState == nil && !task.mayResend && ULID(task.run) != nil)
        let entry = try #require(try sample.taskEntries().last)
        #expect(entry.body["event"] == "claimed" && entry.body["worker"] == "worker-7" && entry.task == "a")
        #expect(entry.body["run"]?.string == task.run && entry.body["lease"]?.string == task.lease.id)
        // There is no such run yet.
        #expect(entry.run == nil)
        let lease = try #require(try sample.reader().leases(SampleHome.scope)[task.task])
        #expect(lease.lease == task.lease && lease.worker == "worker-7" && lease.pid == ProcessMark.own.pid)
        #expect(lease.boot == ProcessMark.own.boot && lease.processStarted == ProcessMark.own.started)
        #expect(try await recorder.next() == nil)
        try await recorder.beat([task.lease])
        #expect(try #require(try sample.reader().leases(SampleHome.scope)[task.task]).beatAt > lease.beatAt)
    }

    @Test func `nothing to do writes nothing`() async throws {
        let recorder = try await sample.recorder()
        let limits = ClaimLimits(maxWorkers: 4)
        #expect(try await recorder.claim(SampleHome.scope, worker: "w", limits) == .none)
        #expect(try sample.entries().map(\.type) == [.ledgerInit])
    }

    @Test func `higher priority goes first, then the order of submission`() async throws {
        let recorder = try await sample.recorder()
        var tasks = sample.tasks("a", "b", "c", "d")
        tasks[2].priority = 1
        tasks[3].priority = -1
        _ = try await recorder.submit(tasks, sample)
        var order: [String?] = []
        while let task = try await recorder.next() { order.append(task.key) }
        #expect(order == ["c", "a", "b", "d"])
    }

    @Test func `workers of two processes never get one task, and keep the bound together`() async throws {
        let recorders = [try await sample.recorder(), try await sample.recorder()]
        _ = try await recorders[0].submit((1...40).map { sample.task("k\($0)", place: $0) }, sample)
        let limits = ClaimLimits(maxWorkers: 3)
        let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
            for (index, recorder) in recorders.enumerated() {
                for worker in 0..<4 {
                    group.addTask {
                        var mine: [String] = []
                        while true {
                            switch try await recorder.claim(SampleHome.scope, worker: "w\(index).\(worker)", limits) {
                            case .none: return mine
                            case .wait: await Task.yield()
                            case .task(let task):
                                mine.append(task.task)
                                try await recorder.run(task, to: .succeeded)
                                _ = try await recorder.end(task.lease, TaskEnd(.completed))
                            }
                        }
                    }
                }
            }
            var all: [String] = []
            for try await more in group { all += more }
            return all
        }
        #expect(claimed.count == 40 && Set(claimed).count == 40)
        var (running, most) = (0, 0)
        for entry in try sample.taskEntries() {
            switch entry.body["event"]?.string {
            case "claimed": running += 1
            case "ended": running -= 1
            default: break
            }
            most = max(most, running)
        }
        #expect(most == 3)
        #expect(try sample.rows(.completed).count == 40)
    }

    @Test func `a pause holds what waits, and nothing else`() async throws {
        let recorder = try await sample.recorder()
        _ = try await recorder.submit(sample.tasks("a", "b"), sample)
        let task = try #require(try await recorder.next())
        try await recorder.pause(SampleHome.scope)
        try await recorder.pause(SampleHome.scope)
        #expect(try sample.reader().isPaused(SampleHome.scope))
        let limits = ClaimLimits(maxWorkers: 4)
        #expect(try await recorder.claim(SampleHome.scope, worker: "w", limits) == .wait(until: nil))
        #expect(try await recorder.end(task.lease, TaskEnd(.failed)) == .failed)
        try await recorder.resume(SampleHome.scope)
        #expect(try await recorder.next()?.key == "b")
    }

    @Test func `a task waits for those that it comes after, wherever they stand in the batch`() async throws {
        let recorder = try await sample.recorder()
        var tasks = sample.tasks("last", "first", "second")
        tasks[0].after = ["first", "second"]
        _ = try await recorder.submit(tasks, sample)
        let (one, two) = (try #require(try await recorder.next()), try #require(try await recorder.next()))
        #expect([one.key, two.key] == ["first", "second"])
        for task in [one, two] {
            #expect(try await recorder.next() == nil)
            try await recorder.run(task, to: .succeeded)
            #expect(try await recorder.end(task.lease, TaskEnd(.completed)) == .completed)
        }
        #expect(try await recorder.next()?.key == "last")
    }

    @Test func `what comes after a task that did not complete is skipped, and so on down the line`() async throws {
        let recorder = try await sample.recorder()
        var tasks = sample.tasks("a", "b", "c", "d")
        tasks[1].after = ["a"]
        tasks[2].after = ["b"]
        let said = try await recorder.submit(tasks, sample)
        #expect(try await recorder.work(.failed) == .failed)
        #expect(try await recorder.next()?.key == "d")
        #expect(try await recorder.next() == nil)
        #expect(try sample.states() == ["a failed", "b skipped", "c skipped", "d running"])
        let rows = try sample.rows(.skipped)
        #expect(rows.map(\.reason) == ["dependency", "dependency"])
        #expect(rows.map(\.of) == [said[0].task, said[1].task])
    }

    @Test func `a duplicate that was skipped does not stand for its key`() async throws {
        let recorder = try await sample.recorder()
        _ = try await recorder.submit(sample.tasks("a"), sample)
        _ = try await recorder.submit(sample.tasks("a"), sample)
        var task = sample.task("b")
        task.after = ["a"]
        _ = try await recorder.submit([task], sample)
        try await recorder.work()
        #expect(try await recorder.next()?.key == "b")
    }

    @Test func `a provider and a model have bounds over all queues`() async throws {
        let recorder = try await sample.recorder()
        var tasks = sample.tasks("a", "b", "c", "d")
        tasks[1].model = "n"
        tasks[3].provider = "other"
        _ = try await recorder.submit(tasks, sample)
        var limits = ClaimLimits(maxWorkers: 9, providers: ["happy": .init(inFlight: 9, inFlightPerModel: 1)])
        #expect(try await recorder.next("w", limits)?.key == "a")
        // Another model goes past the one that has to wait.
        #expect(try await recorder.next("w", limits)?.key == "b")
        limits.providers["happy"] = .init(inFlight: 2)
        #expect(try await recorder.next("w", limits)?.key == "d")
        #expect(try await recorder.next("w", limits) == nil)
        let other = sample.batch(scope: TaskScope(text: "queue:other"))
        _ = try await recorder.submit(other, sample.tasks("e"))
        #expect(try await recorder.claim(other.scope, worker: "w", limits) == .wait(until: nil))
        limits.providers = [:]
        #expect(try await recorder.next("w", limits)?.key == "c")
    }

    @Test func `a parked provider is left alone until its time, and others are not`() async throws {
        let recorder = try await sample.recorder()
        var tasks = sample.tasks("a", "b")
        tasks[1].provider = "other"
        _ = try await recorder.submit(tasks, sample)
        let until = sample.clock.next().adding(milliseconds: 3_600_000)
        try await recorder.park("happy", until: until)
        try await recorder.park("happy", until: sample.clock.next())
        #expect(try sample.reader().parked(at: sample.clock.next()) == ["happy": until])
        #expect(try await recorder.next()?.key == "b")
        let limits = ClaimLimits(maxWorkers: 4)
        #expect(try await recorder.claim(SampleHome.scope, worker: "w", limits) == .wait(until: until))
        sample.clock.advance(seconds: 3600)
        #expect(try await recorder.next()?.key == "a")
    }

    @Test func `a bucket gives its burst at once, then its rate`() async throws {
        let recorder = try await sample.recorder()
        _ = try await recorder.submit((1...6).map { sample.task("k\($0)", place: $0) }, sample)
        // The clock goes a second or two at every claim: much less than a token takes.
        let rate = ClaimLimits.Rate(perMinute: 1, burst: 2)
        let limits = ClaimLimits(maxWorkers: 9, providers: ["happy": .init(rate: rate)])
        func claim() async throws -> Claim { try await recorder.claim(SampleHome.scope, worker: "w", limits) }
        #expect(try await recorder.next("w", limits) != nil)
        #expect(try await recorder.next("w", limits) != nil)
        guard case .wait(let until?) = try await claim() else {
            Issue.record("a third one was given")
            return
        }
        let now = sample.clock.next()
        #expect(until > now && until < now.adding(milliseconds: 60_000))
        sample.clock.advance(seconds: 60)
        #expect(try await recorder.next("w", limits) != nil)
        #expect(try await recorder.next("w", limits) == nil)
        // Set back by a day, the clock holds nobody for a day.
        sample.clock.advance(seconds: -86_400)
        #expect(try await recorder.next("w", limits) == nil)
        sample.clock.advance(seconds: 60)
        #expect(try await recorder.next("w", limits) != nil)
        // Set ahead, it brings no more than the burst.
        sample.clock.advance(seconds: 864_000)
        #expect(try await recorder.next("w", limits) != nil)
        #expect(try await recorder.next("w", limits) != nil)
        #expect(try await recorder.next("w", limits) == nil)
    }
}
