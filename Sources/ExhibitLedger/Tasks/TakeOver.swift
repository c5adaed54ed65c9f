import ExhibitModel
import ExhibitRecord

/// Tasks whose worker's process is gone: what becomes of each follows from its run, never from the time that passed.
struct TakeOver {
    private let desk: TaskDesk

    init(_ desk: TaskDesk) { self.desk = desk }

    /// Whose sessions were closed: by their own process, which left the task, or by start-up repair.
    static func abandoned(_ db: SQLiteConnection) throws(SQLiteError) -> [String] {
        try db.rows(
            """
            SELECT task_id FROM task LEFT JOIN session ON session.seq = task.session
            WHERE state IN ('running','stuck','orphaned') AND (session.seq IS NULL OR session.closed_at IS NOT NULL)
            ORDER BY first_entry
            """
        ) { $0.text(0) ?? "" }
    }

    func perform() throws -> [TakenTask] {
        try Self.abandoned(desk.db).map(take)
    }

    private func take(_ task: String) throws -> TakenTask {
        var row = try desk.row(task)
        let wasStuck = row.state == .stuck
        let isUnwanted = try desk.isUnwanted(task)
        if row.state != .orphaned {
            try desk.move(row, .orphaned, to: .orphaned, TaskDesk.Detail(reason: .workerGone))
            row = try desk.row(task)
        }
        try desk.dropLease(task)
        var state = try settle(row, wasStuck: wasStuck)
        // Somebody wanted it stopped, and nobody was there to do it.
        if state == .queued, isUnwanted { state = try Withdrawal(desk).withdrawUnwanted(task) }
        return TakenTask(task: task, run: row.run, state: state)
    }

    private func settle(_ row: TaskRow, wasStuck: Bool) throws -> TaskState {
        let outlook = TaskOutlook.of(try desk.runState(of: row))
        let detail = TaskDesk.Detail(reason: .workerGone)
        if wasStuck, outlook == .completed {
            try desk.settle(row, images: nil, micros: nil)
            try desk.move(row, .late, to: .orphanLateOutput, detail)
            return .orphanLateOutput
        }
        if outlook == .queued, !wasStuck {
            try desk.move(row, .requeued, to: .queued, detail)
            return .queued
        }
        // The time of one that was stuck was over.
        let state = outlook == .queued ? TaskState.timedOut : outlook
        try desk.settle(row, images: nil, micros: nil)
        try desk.move(row, .ended, to: state, detail)
        return state
    }
}
