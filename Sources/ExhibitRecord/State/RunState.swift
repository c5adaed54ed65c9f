import ExhibitJSON

/// Where a run stands.
///
/// One table owns what may follow what: ``after(_:)``.
package enum RunState: String, Sendable, Hashable, CaseIterable {
    case planned
    case submitting
    case retryWait = "retry_wait"
    case waiting
    case polling
    case receiving
    case recorded
    case succeeded
    case failed
    case timedOut = "timed_out"
    case cancelled
    case unknownOutcome = "unknown_outcome"
    case interrupted

    /// Left only by a person's command, if at all.
    package var isEnded: Bool {
        switch self {
        case .succeeded, .failed, .timedOut, .cancelled, .unknownOutcome, .interrupted: true
        case .planned, .submitting, .retryWait, .waiting, .polling, .receiving, .recorded: false
        }
    }

    /// A request was sent that may be billed, and no result of it has been taken in.
    package var mayStillBill: Bool {
        switch self {
        case .submitting, .unknownOutcome, .waiting, .polling, .receiving, .recorded, .timedOut: true
        case .planned, .retryWait, .succeeded, .failed, .cancelled, .interrupted: false
        }
    }

    /// Ended, and no command can reopen it.
    package var isFinal: Bool { self == .succeeded || self == .cancelled }

    /// The state that `entry` starts: only an intent does.
    package static func initial(_ entry: Entry) -> RunState? {
        entry.type == .requestIntent ? .planned : nil
    }

    /// The state after `entry`, the same state when the entry says nothing about it, nil when it cannot follow.
    package func after(_ entry: Entry) -> RunState? {
        switch entry.type {
        case .requestIntent: nil
        case .attemptStarted: afterAttemptStarted(step: entry.body["step"]?.int)
        case .attemptFailed: afterAttemptFailed(parks: entry.body["not_before"] != nil)
        case .responseReceived: afterResponse(kind: entry.body["kind"]?.string)
        case .jobSubmitted: self == .submitting ? .waiting : nil
        case .jobStatus: afterJobStatus(entry.body["state"]?.string)
        case .artifactStored: afterArtifact(entry.body)
        case .reconcile: afterReconcile(entry.body["outcome"]?.string)
        case .runState: afterRunState(entry.body)
        default: self
        }
    }

    private func afterAttemptStarted(step: Int?) -> RunState? {
        switch self {
        // Uploads and questions: nothing that may bill has left yet.
        case .planned where step == 0, .retryWait where step == 0, .submitting where step == 0: self
        case .planned, .retryWait, .submitting: .submitting
        // Polls and downloads; a new request would be paid for twice.
        case .waiting, .polling, .receiving: step == 1 ? nil : self
        // Fetching what a recovered answer names.
        case .unknownOutcome where step != 1: self
        default: nil
        }
    }

    private func afterAttemptFailed(parks: Bool) -> RunState? {
        switch self {
        case .planned, .submitting, .retryWait: parks ? .retryWait : self
        // A download or a poll, which changes nothing for the job or the answer.
        case .waiting, .polling, .receiving, .unknownOutcome: self
        default: nil
        }
    }

    private func afterResponse(kind: String?) -> RunState? {
        switch self {
        case .submitting, .waiting, .polling: kind == "result" ? .receiving : self
        // Answers to what comes before the request that may bill.
        case .planned, .retryWait: ["prepare", "error", "partial"].contains(kind) ? self : nil
        // A late answer is kept as evidence beside the state that was already told.
        case .receiving, .unknownOutcome: self
        default: nil
        }
    }

    private func afterJobStatus(_ state: String?) -> RunState? {
        switch self {
        case .waiting, .polling: state == "queued" ? .waiting : .polling
        // Asked for again, to settle it.
        case .unknownOutcome: self
        default: nil
        }
    }

    private func afterArtifact(_ body: JSONObject) -> RunState? {
        guard body["role"]?.string == "output" else { return self }
        switch self {
        case .receiving: return body["n"] == body["of"] ? .recorded : .receiving
        // Pictures of an ambiguous or broken reply are kept, but do not make the run's result.
        case .unknownOutcome, .submitting: return self
        default: return nil
        }
    }

    private func afterReconcile(_ outcome: String?) -> RunState? {
        guard self == .unknownOutcome else { return nil }
        switch outcome {
        case "recovered": return .recorded
        case "lost": return .failed
        case "still_unknown": return .unknownOutcome
        default: return nil
        }
    }

    private func afterRunState(_ body: JSONObject) -> RunState? {
        guard body["from"]?.string == rawValue, let to = body["to"]?.string.flatMap(RunState.init(rawValue:)),
            let event = body["event"]?.string
        else { return nil }
        if event == "resumed" { return Self.resumable[self]?.contains(to) == true ? to : nil }
        return to.rawValue == event && Self.endings[self]?.contains(to) == true ? to : nil
    }

    /// Which ends each open state can come to.
    private static let endings: [RunState: Set<RunState>] = [
        .planned: [.failed, .cancelled, .interrupted],
        .submitting: [.failed, .cancelled, .unknownOutcome, .interrupted],
        .retryWait: [.failed, .cancelled, .interrupted],
        .waiting: [.failed, .cancelled, .timedOut, .unknownOutcome],
        .polling: [.failed, .cancelled, .timedOut, .unknownOutcome],
        .receiving: [.failed, .cancelled, .unknownOutcome],
        .recorded: [.succeeded, .failed],
    ]

    /// Which ended states a person's command reopens, and where they go on.
    private static let resumable: [RunState: Set<RunState>] = [
        .failed: [.submitting, .receiving, .polling],
        .retryWait: [.submitting],
        .interrupted: [.submitting],
        .timedOut: [.polling],
        .unknownOutcome: [.submitting],
        .waiting: [.polling],
        .polling: [.polling],
        .receiving: [.receiving],
    ]
}
