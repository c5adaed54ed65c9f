package import ExhibitJSON
package import ExhibitModel

/// One run as its entries tell it: everything that is shown, judged or rendered of a run is a function of this value.
package struct RunReplay: Sendable {
    package let run: String
    package let intentEntry: Entry
    package private(set) var state: RunState
    package private(set) var transitions: [Transition] = []
    package private(set) var entries: [Entry]
    package private(set) var attempts: [AttemptReplay] = []
    /// Outputs in the order of `n`; other roles are in ``otherArtifacts``.
    package private(set) var outputs: [Entry] = []
    package private(set) var otherArtifacts: [Entry] = []
    /// Files that were made on this machine, before sending or from the outputs.
    package private(set) var derived: [Entry] = []
    package private(set) var verdicts: [Entry] = []
    package private(set) var logs: [Entry] = []
    /// `job.submitted` and `job.status`, in order.
    package private(set) var jobReports: [Entry] = []
    package private(set) var reconciled: String?
    /// The last word on the task that the run works for, when there is one and no command has reopened the run since.
    package private(set) var taskState: TaskState?

    package struct Transition: Sendable, Hashable {
        package let from: RunState?
        package let to: RunState
        package let reason: String
        package let at: Timestamp
        package let entry: Int64
    }

    /// Starts from the intent; nil when `entry` is none.
    package init?(_ entry: Entry) {
        guard let run = entry.run, let state = RunState.initial(entry) else { return nil }
        self.run = run
        self.state = state
        intentEntry = entry
        entries = [entry]
        transitions = [Transition(from: nil, to: state, reason: entry.type.rawValue, at: entry.at, entry: entry.seq)]
    }

    /// Replays a run's entries in order; the first must be its intent.
    package init?(replaying entries: [Entry]) throws(RecordError) {
        guard let first = entries.first, var replay = RunReplay(first) else { return nil }
        for entry in entries.dropFirst() { try replay.apply(entry) }
        self = replay
    }

    package mutating func apply(_ entry: Entry) throws(RecordError) {
        // Only a job is asked for: the table alone does not know whether there is one.
        guard let next = state.after(entry), next != .polling || !jobReports.isEmpty else {
            throw .illegalTransition(run: run, from: state.rawValue, entry: entry.type.rawValue)
        }
        if next != state {
            let reason = entry.body["event"]?.string ?? entry.type.rawValue
            transitions.append(Transition(from: state, to: next, reason: reason, at: entry.at, entry: entry.seq))
            state = next
        }
        // What becomes of its task is told beside a run: the files of the run do not change with it.
        if entry.type != .taskState { entries.append(entry) }
        file(entry)
    }

    private mutating func file(_ entry: Entry) {
        switch entry.type {
        case .attemptStarted where (entry.attempt ?? entry.body["n"]?.int) != attempts.last?.number:
            attempts.append(AttemptReplay(started: entry))
        case .attemptStarted, .responseReceived, .attemptFailed:
            guard !attempts.isEmpty else { return }
            attempts[attempts.count - 1].add(entry)
        case .artifactStored where entry.body["role"]?.string == "output":
            outputs.append(entry)
        case .artifactStored: otherArtifacts.append(entry)
        case .artifactDerived: derived.append(entry)
        case .verdict: verdicts.append(entry)
        case .runLog: logs.append(entry)
        case .jobSubmitted, .jobStatus: jobReports.append(entry)
        case .reconcile: reconciled = entry.body["outcome"]?.string
        case .taskState: taskState = entry.body["to"]?.string.flatMap(TaskState.init(rawValue:))
        // The recorded answer is taken again from its beginning: what came of it before is not the result.
        case .runState where entry.body["event"]?.string == "resumed" && state == .receiving:
            otherArtifacts += outputs
            outputs = []
            derived.removeAll { $0.seq > attempts.first?.started.seq ?? .max }
            taskState = nil
        case .runState where entry.body["event"]?.string == "resumed": taskState = nil
        default: break
        }
    }

    package var intent: JSONObject { intentEntry.body }
    package var task: String { intentEntry.task ?? "" }

    /// The entry that ended the run: a `run.state`, or a `reconcile` that settles it; nil while it is open or goes on.
    package var ending: Entry? {
        let last = entries.last { entry in
            entry.type == .runState || (entry.type == .reconcile && entry.body["outcome"] != "still_unknown")
        }
        return last?.body["event"]?.string == "resumed" ? nil : last
    }

    /// The response that the outputs follow from: the accepted attempt's submit.
    package var resultResponse: Entry? {
        attempts.last?.responses.first { $0.body["kind"]?.string == "result" }
            ?? attempts.last?.responses.last { ($0.body["step"]?.int ?? 1) <= 1 }
    }

    /// Whether an answer came that the run's media follows from.
    package var hasResult: Bool { resultResponse?.body["kind"]?.string == "result" }

    /// Whether the last attempt's request was accepted as a job, and what the job makes has not come.
    ///
    /// To send the request again would be paid for twice.
    package var awaitsJob: Bool {
        guard !hasResult, let job = jobReports.last, let attempt = attempts.last else { return false }
        return job.attempt == attempt.number
    }

    /// Whether the run's requests may cost money.
    package var bills: Bool { attempts.last?.bills ?? true }

    package var lastAttempt: AttemptReplay? { attempts.last }

    /// Time from the intent to the end, or to the last entry of a run that is open.
    package var elapsedMilliseconds: Int {
        let end = ending ?? entries.last ?? intentEntry
        return Int(end.at.milliseconds - intentEntry.at.milliseconds)
    }

    /// Sum over the outputs.
    package var outputBytes: Int { outputs.reduce(0) { $0 + ($1.body["bytes"]?.int ?? 0) } }

    /// Simulated by any of the signs of formats.md: the built-in sandbox, its reply header, or the mark in an output.
    package var isSimulated: Bool {
        intent["simulated"]?.bool == true
            || attempts.contains { $0.responses.contains { $0.body["simulated"]?.bool == true } }
            || outputs.contains { $0.body["simulated"]?.bool == true }
    }

    /// The word for a result that came after the run's task had been given up; nil for one that came in time.
    package var lateWord: TaskState? {
        switch taskState {
        case .stuck, .orphaned, .orphanLateOutput: taskState
        case .timedOut, .cancelled: state == .succeeded || state == .recorded ? .orphanLateOutput : nil
        default: nil
        }
    }

    /// The code, message and billing of a run that ended badly.
    package var fault: JSONObject? { ending?.body["error"]?.object }
}
