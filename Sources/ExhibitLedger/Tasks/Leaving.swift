import ExhibitRecord

/// A worker leaves its task: it ended, or has to wait again, or does not stop.
struct Leaving {
    private let desk: TaskDesk

    init(_ desk: TaskDesk) { self.desk = desk }

    /// Returns the state that the task is in afterwards.
    func end(_ lease: Lease, _ end: TaskEnd) throws -> TaskState {
        let row = try desk.row(lease.task)
        let run = try desk.runState(of: row)
        guard isHeld(lease, row) else { return try late(lease, row, run) }
        let state = try word(row, end, run)
        try desk.settle(row, images: end.images, micros: end.micros)
        try desk.dropLease(row.task)
        if row.state == .stuck, state == .completed {
            try desk.move(row, .late, to: .orphanLateOutput, TaskDesk.Detail(note: end.note))
            return .orphanLateOutput
        }
        try desk.move(row, .ended, to: state, TaskDesk.Detail(reason: end.reason, note: end.note))
        return state
    }

    /// The task waits again, if that sends nothing twice; else it ends as its run says.
    func release(_ lease: Lease, _ reason: TaskReason, note: String?) throws -> TaskState {
        let row = try desk.row(lease.task)
        let run = try desk.runState(of: row)
        guard isHeld(lease, row) else { return try late(lease, row, run) }
        let state = TaskOutlook.of(run)
        guard state == .queued, row.state == .running else {
            return try end(lease, TaskEnd(state == .queued ? .timedOut : state, reason: reason, note: note))
        }
        let isUnwanted = try desk.isUnwanted(row.task)
        try desk.dropLease(row.task)
        try desk.move(row, .requeued, to: .queued, TaskDesk.Detail(reason: reason, note: note))
        // Somebody wanted it stopped while it was being left.
        return isUnwanted ? try Withdrawal(desk).withdrawUnwanted(row.task) : .queued
    }

    /// The worker did not confirm that it stopped; it keeps its lease.
    func stick(_ lease: Lease, note: String?) throws -> TaskState {
        let row = try desk.row(lease.task)
        guard isHeld(lease, row), row.state == .running else { return row.state }
        try desk.move(row, .stuck, to: .stuck, TaskDesk.Detail(reason: .deadline, note: note))
        return .stuck
    }

    private func isHeld(_ lease: Lease, _ row: TaskRow) -> Bool {
        row.lease == lease.id && (row.state == .running || row.state == .stuck)
    }

    /// What a run that has ended says, goes; a run that may have been sent is called nothing else, whoever stopped it.
    private func word(_ row: TaskRow, _ end: TaskEnd, _ run: RunState?) throws -> TaskState {
        let outlook = TaskOutlook.of(run)
        // A run that was told to stop has failed or is cancelled; only its worker knows who told it.
        let told: Set<TaskState> = [.timedOut, .cancelled]
        if told.contains(end.state), outlook == .cancelled || outlook == .failed { return end.state }
        if run?.isEnded == true, outlook != .queued { return outlook }
        if outlook == .unknownOutcome, end.state != .completed { return .unknownOutcome }
        guard end.state != .completed else {
            throw RecordError.illegalTaskTransition(
                task: row.task,
                from: row.state.rawValue,
                event: "completed without a run that succeeded"
            )
        }
        return end.state
    }

    /// The worker had been given up; what it brings all the same is kept, and is not acceptable.
    private func late(_ lease: Lease, _ row: TaskRow, _ run: RunState?) throws -> TaskState {
        let given: Set<TaskState> = [.timedOut, .cancelled, .unknownOutcome]
        guard row.lease == lease.id, given.contains(row.state), run == .succeeded else { return row.state }
        try desk.move(row, .late, to: .orphanLateOutput)
        return .orphanLateOutput
    }
}
