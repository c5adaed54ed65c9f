import ExhibitModel

/// Bounds that batches and queues share.
enum WorkBounds {
    /// More workers than this only through a policy that says so (parity D9).
    static let workerCap = 4

    /// The workers that are allowed of those that are wanted; `cap` is what the policies say.
    static func workers(_ wanted: Int, cap: Int?) throws -> (Int, Note?) {
        guard wanted >= 1 else { throw Report(.usageInvalid, "--max-workers \(wanted)", hint: "give 1 or more") }
        let cap = cap ?? workerCap
        guard wanted > cap else { return (wanted, nil) }
        return (cap, Note("workers.cut", "at most \(cap) workers are allowed here, not \(wanted)"))
    }

    /// A time-out that the promised attempts could not meet would kill what it is to protect.
    static func timeout(_ wanted: Int?, _ items: [ItemFacts]) throws -> (Int?, Note?) {
        guard let wanted else { return (nil, nil) }
        try check(timeout: wanted)
        let promised = items.map { Int(($0.promisedTime / .seconds(1)).rounded(.up)) }.max() ?? 0
        guard wanted < promised else { return (wanted, nil) }
        let note = Note(
            "task_timeout.raised",
            "a task may take \(promised) s, not \(wanted): its attempts, their time-outs and the waits between them add up to that"
        )
        return (promised, note)
    }

    static func check(timeout seconds: Int) throws {
        guard (1...86_400).contains(seconds) else {
            throw Report(.usageInvalid, "--task-timeout-seconds \(seconds)", hint: "give 1 to 86400")
        }
    }
}
