import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// The workers of one audit, and the order in which what they bring is taken.
struct RunCrew {
    private let workers: [RunWorker]
    private let states: BlobStates
    /// Pieces of work handed out.
    private var given = 0
    /// Pieces whose outcome was taken, in the order in which they were given.
    private var taken = 0
    private var early: [Int: [RunTally]] = [:]
    private var rows = TableFindings()

    /// As many as can work beside one who reads; more would wait for the same disk and the same states.
    private static let size = 2

    /// What a piece of work brought.
    struct Outcome: Sendable {
        let number: Int
        let tallies: [RunTally]
        let rows: [ProjectionDifference]
    }

    init(_ home: Home, _ budget: ReadingBudget, _ scan: SecretScan, _ environment: Environment) throws {
        let states = BlobStates()
        self.states = states
        workers = try (0..<Self.size).map { _ in try RunWorker(home, budget, scan, states, environment) }
    }

    /// How many entries each worker's snapshot has.
    var snapshots: [Int64] { workers.map(\.size) }

    /// Pieces that are still worked on.
    var pending: Int { given - taken - early.count }

    /// What waits is held in memory.
    var isBusy: Bool { pending > Self.size }

    mutating func give(_ work: [RunWork], to group: inout ThrowingTaskGroup<Outcome, any Error>) {
        let (number, worker) = (given, workers[given % workers.count])
        given += 1
        group.addTask {
            let (tallies, rows) = try await worker.check(work)
            return Outcome(number: number, tallies: tallies, rows: rows)
        }
    }

    /// The tallies that are next in order, now that this outcome is there.
    mutating func take(_ outcome: Outcome) -> [RunTally] {
        rows.add(outcome.rows)
        early[outcome.number] = outcome.tallies
        var next: [RunTally] = []
        while let tallies = early.removeValue(forKey: taken) {
            next += tallies
            taken += 1
        }
        return next
    }

    /// What is wrong with the tables, once all work is done.
    mutating func tableFindings(known: [String]) async throws -> [Finding] {
        var stored: [String: Int64] = [:]
        for worker in workers {
            let (rest, counts) = try await worker.finish()
            rows.add(rest)
            stored.merge(counts, uniquingKeysWith: +)
        }
        if let first = workers.first { rows.add(try await first.strangers(known: known, stored: stored)) }
        return rows.findings
    }

    /// Blobs that no entry names; nil when they cannot be counted.
    func unnamedBlobs() async -> Int? {
        guard let stored = try? await workers.first?.storedBlobs() else { return nil }  // the count is for a note only
        return Int(stored) - states.count
    }
}
