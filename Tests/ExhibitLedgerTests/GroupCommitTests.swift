import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

@Suite struct GroupCommitTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    @Test func `of appends at once the one at fault fails, and the others stand`() async throws {
        let recorder = try await sample.recorder()
        let run = Drafts(sample.environment.makeID().description)
        let long = EntryDraft(.warning, ["message": .string(String(repeating: "x", count: 20_000))])
        let fine = EntryDraft(.warning, ["code": "a.b"])
        let failed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                let append =
                    switch number % 3 {
                    case 0: Append([fine, fine])
                    // The first entry of each is lawful, and must not stay.
                    case 1: Append([fine, long])
                    default: Append([fine, run.answered])
                    }
                group.addTask {
                    do {
                        return try await recorder.append(append).map(\.type) != [.warning, .warning]
                    } catch is RecordError {
                        return true
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(failed == 40)
        try await recorder.close()
        let entries = try sample.entries()
        #expect(entries.map(\.seq) == (0..<43).map(Int64.init))
        #expect(entries.last?.body["counts"] == ["session.open": 1, "warning": 40])
        let report = try sample.reader()
        #expect(report.root(43) != nil)
    }

    @Test func `what is returned is each one's own entries, in their places`() async throws {
        let recorder = try await sample.recorder()
        let told = try await withThrowingTaskGroup(of: (Int, [Entry]).self) { group in
            for number in 0..<50 {
                group.addTask {
                    let drafts = (0...number % 3).map { EntryDraft(.warning, ["n": .int(number), "part": .int($0)]) }
                    return (number, try await recorder.append(Append(drafts)))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let stored = try sample.entries()
        for (number, entries) in told {
            #expect(entries.map { $0.body["n"]?.int } == Array(repeating: number, count: number % 3 + 1))
            #expect(entries.allSatisfy { stored[Int($0.seq)] == $0 })
            #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.seq + 1 == $1.seq })
        }
    }

    @Test func `a session that closes takes what waits with it`() async throws {
        let recorder = try await sample.recorder()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { _ = try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])])) }
            }
            group.addTask { try await recorder.close() }
            try await group.waitForAll()
        }
        try await recorder.close()
        let entries = try sample.entries()
        #expect(entries.count { $0.type == .warning } == 20)
        #expect(entries.last?.type == .sessionClose)
    }

    @Test func `runs of a batch are signed together`() async throws {
        let recorder = try await sample.recorder()
        await recorder.signRunsTogether()
        let batch = sample.batch()
        _ = try await recorder.submit(batch, sample.tasks("a", "b", "c"))
        while try await recorder.work() != nil { await recorder.checkpointBeforeNextRun() }
        #expect(try LedgerCounts(sample.stranger()).checkpoints == 0)
        _ = try await recorder.closeBatch(batch.id.description)
        #expect(try LedgerCounts(sample.stranger()).checkpoints == 1)
    }
}
