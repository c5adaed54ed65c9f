import ExhibitJSON
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitLedger

@Suite struct BudgetTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    private func submit(_ recorder: Recorder, _ limits: BatchLimits, micros: [Int?]) async throws {
        let tasks = micros.enumerated().map { index, micros in
            var task = sample.task("k\(index)", place: index + 1)
            task.micros = micros
            return task
        }
        _ = try await recorder.submit(sample.batch(limits), tasks)
    }

    private func budget() throws -> BatchRow.Budget { try sample.reader().batch("plates").budget }

    @Test func `without a bound nothing is counted`() async throws {
        let recorder = try await sample.recorder()
        try await submit(recorder, BatchLimits(maxWorkers: 4), micros: [nil])
        try await recorder.work()
        #expect(!(try sample.entries().contains { $0.type == .budgetReserved || $0.type == .budgetSettled }))
    }

    @Test func `the worst case is set aside before, and settled after`() async throws {
        let recorder = try await sample.recorder()
        try await submit(recorder, BatchLimits(maxWorkers: 4, maxCostMicros: 100), micros: [60, 60, 60, 30])
        let first = try #require(try await recorder.next())
        #expect(try budget() == .init(spentImages: 0, spentMicros: 0, reservedImages: 1, reservedMicros: 60))
        // The next one may fit once the first is settled; a cheaper one fits now.
        #expect(try await recorder.next()?.key == "k3")
        #expect(try await recorder.next() == nil)
        try await recorder.run(first, to: .succeeded)
        _ = try await recorder.end(first.lease, TaskEnd(.completed, images: 1, micros: 5))
        #expect(try budget() == .init(spentImages: 1, spentMicros: 5, reservedImages: 1, reservedMicros: 30))
        let second = try #require(try await recorder.next())
        #expect(second.key == "k1")
        try await recorder.run(second, to: .succeeded)
        _ = try await recorder.end(second.lease, TaskEnd(.completed, images: 1, micros: 50))
        #expect(try await recorder.next() == nil)
        #expect(try sample.states() == ["k0 completed", "k1 completed", "k2 rejected", "k3 running"])
        #expect(try sample.rows(.rejected).first?.reason == "budget")
        let types = try sample.taskEntries().map(\.type)
        // Side by side with the claim: no crash comes between them.
        #expect(types[5...6] == [.budgetReserved, .taskState])
    }

    @Test func `an unknown cost stays counted, an unknown price fits nowhere`() async throws {
        let recorder = try await sample.recorder()
        try await submit(recorder, BatchLimits(maxWorkers: 4, maxCostMicros: 100), micros: [60, nil, 60])
        try await recorder.work()
        #expect(try budget() == .init(spentImages: 1, spentMicros: 60, reservedImages: 0, reservedMicros: 0))
        #expect(try sample.rows().first?.spentMicros == nil)
        #expect(try await recorder.next() == nil)
        #expect(try sample.states() == ["k0 completed", "k1 rejected", "k2 rejected"])
    }

    @Test func `pictures are counted, too, and what was put back keeps its share`() async throws {
        let recorder = try await sample.recorder()
        try await submit(recorder, BatchLimits(maxWorkers: 4, maxImages: 1), micros: [nil, nil])
        let task = try #require(try await recorder.next())
        try await recorder.run(task, to: .waiting)
        _ = try await recorder.release(task.lease, .released)
        #expect(try budget().reservedImages == 1)
        #expect(try await recorder.next()?.key == "k0")
        #expect(try budget().reservedImages == 1)
        _ = try await recorder.cancel(.task(try #require(try sample.rows().last).task))
        #expect(try budget() == .init(spentImages: 0, spentMicros: 0, reservedImages: 1, reservedMicros: 0))
    }
}
