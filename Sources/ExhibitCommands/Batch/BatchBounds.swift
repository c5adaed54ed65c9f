import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// What a batch may do at once and in all: the command line before the manifest before the form, under the policies' caps.
struct BatchBounds: Sendable {
    let limits: BatchLimits
    let notes: [Note]

    init(limits: BatchLimits, notes: [Note]) {
        self.limits = limits
        self.notes = notes
    }

    init(_ options: BatchOptions, _ manifest: Manifest, _ items: [BatchItem]) throws {
        let facts = items.compactMap(\.facts)
        let (workers, cut) = try Self.workers(options, manifest, facts)
        let (timeout, raised) = try WorkBounds.timeout(
            options.taskTimeoutSeconds ?? manifest.limits.taskTimeoutSeconds,
            facts
        )
        let budget = try Budget(options.consent)
        limits = BatchLimits(
            maxWorkers: workers,
            maxWaiting: manifest.limits.queueLimit.map { max(0, $0 - workers) },
            taskTimeoutSeconds: timeout,
            maxImages: budget.maxImages,
            maxCostMicros: budget.maxMicros,
            continueOnError: options.continuesOnError || manifest.form.continuesOnError
        )
        notes = [cut, raised].compactMap(\.self)
    }

    private static func workers(
        _ options: BatchOptions,
        _ manifest: Manifest,
        _ facts: [ItemFacts]
    ) throws -> (Int, Note?) {
        let (allowed, cut) = try WorkBounds.workers(
            options.maxWorkers ?? manifest.limits.maxWorkers ?? manifest.form.defaultWorkers,
            cap: facts.compactMap(\.workerCap).max()
        )
        // A file may have room for fewer tasks than it has workers.
        return (min(allowed, manifest.limits.queueLimit ?? .max), cut)
    }
}
