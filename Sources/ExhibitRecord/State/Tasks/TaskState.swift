import ExhibitJSON

/// Where a task of a batch or a queue stands; the words are those of files and listings, too.
///
/// One table owns what may follow what: ``after(_:)``.
package enum TaskState: String, Sendable, Hashable, CaseIterable {
    case queued
    case running
    case completed
    case failed
    case timedOut = "timed_out"
    case cancelled
    case unknownOutcome = "unknown_outcome"
    /// Its worker is gone, and it was not taken over yet.
    case orphaned
    /// Past its time, and still not ended by the kill.
    case stuck
    case orphanLateOutput = "orphan_late_output"
    case rejected
    case skipped

    /// Waiting or being worked on: its key is taken.
    package var isActive: Bool {
        switch self {
        case .queued, .running, .orphaned, .stuck: true
        case .completed, .failed, .timedOut, .cancelled, .unknownOutcome, .orphanLateOutput, .rejected, .skipped: false
        }
    }

    /// The state that `entry` starts a task in; nil when it cannot be a task's first.
    package static func initial(_ entry: Entry) -> TaskState? {
        guard entry.type == .taskState, entry.body["from"] == nil, let (event, to) = move(entry) else { return nil }
        return starts[event] == to ? to : nil
    }

    /// The state after `entry`, the same state when the entry is no `task.state`, nil when it cannot follow.
    package func after(_ entry: Entry) -> TaskState? {
        guard entry.type == .taskState else { return self }
        guard entry.body["from"]?.string == rawValue, let (event, to) = Self.move(entry),
            Self.moves[event]?[self]?.contains(to) == true
        else { return nil }
        // What may have been billed, or brought a result, is paid for again only by a person's word.
        if event == .retried, Self.needsConsent.contains(self), entry.body["consent"]?.bool != true { return nil }
        return to
    }

    /// States that are left towards a second request only with consent.
    package static let needsConsent: Set<TaskState> = [.unknownOutcome, .orphanLateOutput]

    private static func move(_ entry: Entry) -> (event: TaskEvent, to: TaskState)? {
        guard let event = entry.body["event"]?.string.flatMap(TaskEvent.init(rawValue:)),
            let to = entry.body["to"]?.string.flatMap(TaskState.init(rawValue:))
        else { return nil }
        return (event, to)
    }

    private static let starts: [TaskEvent: TaskState] = [
        .submitted: .queued, .rejected: .rejected, .skipped: .skipped, .reused: .completed,
    ]

    /// Words that a run's end gives its task.
    private static let ends: Set<TaskState> = [.completed, .failed, .timedOut, .cancelled, .unknownOutcome]

    private static let moves: [TaskEvent: [TaskState: Set<TaskState>]] = [
        .rejected: [.queued: [.rejected]],
        .skipped: [.queued: [.skipped]],
        .cancelled: [.queued: [.cancelled]],
        .claimed: [.queued: [.running]],
        // A result of a task that is stuck is late.
        .ended: [.running: ends, .orphaned: ends, .stuck: ends.subtracting([.completed])],
        .requeued: [.running: [.queued], .orphaned: [.queued]],
        .orphaned: [.running: [.orphaned], .stuck: [.orphaned]],
        .stuck: [.running: [.stuck]],
        .late: [
            .timedOut: [.orphanLateOutput], .cancelled: [.orphanLateOutput], .unknownOutcome: [.orphanLateOutput],
            .stuck: [.orphanLateOutput], .orphaned: [.orphanLateOutput],
        ],
        .settled: [
            .unknownOutcome: ends.subtracting([.unknownOutcome]), .failed: ends.subtracting([.failed]),
            .timedOut: ends.subtracting([.timedOut]),
        ],
        .retried: [
            .failed: [.queued], .timedOut: [.queued], .cancelled: [.queued], .unknownOutcome: [.queued],
            .orphanLateOutput: [.queued], .rejected: [.queued], .skipped: [.queued],
        ],
    ]
}
