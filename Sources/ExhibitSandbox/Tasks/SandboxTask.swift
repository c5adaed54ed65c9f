/// A job that was taken.
///
/// It advances by being asked after, never by the clock: what a client sees depends on what it does alone.
struct SandboxTask<Work: Sendable>: Sendable {
    let id: String
    let work: Work
    /// What was ordered when it was made.
    let orders: [FaultOrder]
    /// Unix seconds.
    let created: Int
    /// What it comes to, whatever was ordered.
    var fate: TaskFailure?
    var polls = 0
    var isCancelled = false
    /// The medium's reference, once one was made: it must not change from poll to poll.
    var reference: String?

    /// Answers that say "not yet": one queued, the others running.
    private var polledInVain: Int { orders[.jobPolls]?.number ?? 2 }

    /// Queued before the first poll and at it, then running, then at its end.
    var phase: TaskPhase {
        if isCancelled { return .cancelled }
        if pollsAtEnd > 0, orders[.jobStuck] == nil { return end }
        guard polls > 1 else { return .queued }
        return .running(progress: min(99, (polls - 1) * 100 / max(2, polledInVain)))
    }

    /// The polls that found the job at its end, this one included.
    var pollsAtEnd: Int { polls - polledInVain }

    /// What a provider does that is asked to wait instead of to queue.
    mutating func finish() { polls = polledInVain + 1 }

    private var end: TaskPhase {
        if let fate { return .failed(fate) }
        if orders[.jobFails] != nil { return .failed(.internalError) }
        if orders[.jobModerated] != nil { return .failed(.moderation) }
        if orders[.jobCancelled] != nil { return .cancelled }
        return orders[.jobExpires] != nil ? .expired : .completed
    }
}
