import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// What a batch may do at once and in all: the command line before the manifest before the form, under the policies' caps.
struct BatchBounds: Sendable {
    let limits: BatchLimits
    let notes: [Note]

    /// More workers than this only through a policy that says so (parity D9).
    static let workerCap = 4

    init(_ options: BatchOptions, _ manifest: Manifest, _ items: [BatchItem]) throws {
        let facts = items.compactMap(\.facts)
        let (workers, cut) = try Self.workers(options, manifest, facts)
        let (timeout, raised) = try Self.timeout(
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
        let wanted = options.maxWorkers ?? manifest.limits.maxWorkers ?? manifest.form.defaultWorkers
        guard wanted >= 1 else { throw Report(.usageInvalid, "--max-workers \(wanted)", hint: "give 1 or more") }
        let cap = facts.compactMap(\.workerCap).max() ?? workerCap
        // A file may have room for fewer tasks than it has workers.
        let workers = min(wanted, cap, manifest.limits.queueLimit ?? .max)
        guard wanted > cap else { return (workers, nil) }
        return (workers, Note("workers.cut", "at most \(cap) workers are allowed here, not \(wanted)"))
    }

    /// A time-out that the promised attempts could not meet would kill what it is to protect.
    private static func timeout(_ wanted: Int?, _ facts: [ItemFacts]) throws -> (Int?, Note?) {
        guard let wanted else { return (nil, nil) }
        guard (1...86_400).contains(wanted) else {
            throw Report(.usageInvalid, "--task-timeout-seconds \(wanted)", hint: "give 1 to 86400")
        }
        let promised = facts.map { Int(($0.promisedTime / .seconds(1)).rounded(.up)) }.max() ?? 0
        guard wanted < promised else { return (wanted, nil) }
        let note = Note(
            "task_timeout.raised",
            "a task may take \(promised) s, not \(wanted): its attempts, their time-outs and the waits between them add up to that"
        )
        return (promised, note)
    }
}
