import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// What a submission to a queue may do at once and in all: the command line before the file, under the policies' caps.
struct QueueBounds: Sendable {
    let limits: BatchLimits
    let notes: [Note]

    /// Source D's numbers (parity D9).
    static let standard = BatchLimits(
        maxWorkers: WorkBounds.workerCap,
        maxWaiting: 100,
        taskTimeoutSeconds: 600,
        continueOnError: true
    )

    private static let roomLimit = 100_000

    init(_ options: QueueMakingOptions, _ manifest: Manifest, _ items: [BatchItem]) throws {
        let facts = items.compactMap(\.facts)
        let (workers, cut) = try WorkBounds.workers(
            options.working.maxWorkers ?? manifest.limits.maxWorkers ?? Self.standard.maxWorkers,
            cap: facts.compactMap(\.workerCap).max()
        )
        let asked = options.working.taskTimeoutSeconds ?? manifest.limits.taskTimeoutSeconds
        let (timeout, raised) = try WorkBounds.timeout(asked ?? Self.standard.taskTimeoutSeconds, facts)
        let budget = try Budget(options.consent)
        limits = BatchLimits(
            maxWorkers: workers,
            maxWaiting: try Self.room(options, manifest, workers: workers),
            taskTimeoutSeconds: timeout,
            maxImages: budget.maxImages,
            maxCostMicros: budget.maxMicros,
            continueOnError: true
        )
        // Nobody has to hear of a number that nobody gave.
        notes = [cut, asked == nil ? nil : raised, options.overflow.note].compactMap(\.self)
    }

    private static func room(_ options: QueueMakingOptions, _ manifest: Manifest, workers: Int) throws -> Int? {
        guard let size = options.maxQueueSize else {
            return manifest.limits.queueLimit.map { max(0, $0 - workers) } ?? standard.maxWaiting
        }
        guard (0...roomLimit).contains(size) else {
            throw Report(.usageInvalid, "--max-queue-size \(size)", hint: "give 0 to \(roomLimit)")
        }
        return size
    }
}
