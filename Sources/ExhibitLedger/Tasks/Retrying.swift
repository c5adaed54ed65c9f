import ExhibitRecord

/// A person's word that tasks which ended are to be tried again.
struct Retrying {
    private let desk: TaskDesk

    init(_ desk: TaskDesk) { self.desk = desk }

    func perform(_ retried: RetriedTask) throws -> RetryAnswer {
        let row = try desk.row(retried.task)
        guard !row.state.isActive, row.state != .completed else { return .notNow(row.state) }
        let keys = TaskKeys(db: desk.db)
        if let key = row.key, let other = try keys.active(key) { return .duplicate(of: other) }
        // It may have been left out for the very reason that nobody knows what came of the other.
        if !retried.consent, let key = row.key, let other = try keys.newestUnknown(key), other != row.task {
            return .needsConsent(row.state)
        }
        let run = try desk.runState(of: row)
        guard retried.consent || !needsConsent(row, run, retried) else { return .needsConsent(row.state) }
        try desk.move(
            row,
            .retried,
            to: .queued,
            TaskDesk.Detail(keepsRun: retried.keepsRun, consent: retried.consent)
        )
        return .queued
    }

    /// Whether the provider may be asked a second time for what it may have made.
    private func needsConsent(_ row: TaskRow, _ run: RunState?, _ retried: RetriedTask) -> Bool {
        if TaskState.needsConsent.contains(row.state) { return true }
        switch run {
        case .submitting, .unknownOutcome: return true
        case .waiting, .polling, .receiving, .recorded, .timedOut, .succeeded: return !retried.keepsRun
        case nil, .planned, .retryWait, .failed, .cancelled, .interrupted: return false
        }
    }

    /// Another command carried the task's run on: the task follows it.
    func follow(run: String) throws -> TaskState? {
        let task = try desk.db.text(
            "SELECT task_id FROM task WHERE run_id = ?1 AND state IN ('unknown_outcome', 'failed', 'timed_out')",
            [.text(run)]
        )
        guard let task else { return nil }
        let row = try desk.row(task)
        let state = TaskOutlook.of(try desk.runState(run))
        guard state != .queued, state != row.state else { return row.state }
        try desk.move(row, .settled, to: state)
        return state
    }
}
