import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Moves tasks inside one transaction: every step is an entry, and what only operation needs stands beside it.
struct TaskDesk {
    let transaction: LedgerTransaction
    let environment: Environment

    var db: SQLiteConnection { transaction.db }

    /// What an entry says beyond the step itself.
    struct Detail {
        var reason: TaskReason?
        var of: String?
        var note: String?
        var run: String?
        /// False to leave the task without a run: its next claim begins another.
        var keepsRun = true
        var worker: String?
        var lease: String?
        var consent = false
    }

    /// - Throws: `task.not_found`.
    func row(_ task: String) throws -> TaskRow {
        guard let row = try TaskRow.one(db, task) else { throw Report(.taskNotFound, "there is no task \(task)") }
        return row
    }

    func move(_ row: TaskRow, _ event: TaskEvent, to state: TaskState, _ detail: Detail = Detail()) throws {
        let run = detail.keepsRun ? detail.run ?? row.run : nil
        var body: JSONObject = [
            "task_id": .string(row.task), "batch": .string(row.batch), "n": .int(row.place),
            "from": .string(row.state.rawValue), "to": .string(state.rawValue), "event": .string(event.rawValue),
        ]
        body["run"] = run.map(JSONValue.string)
        body["reason"] = detail.reason.map { .string($0.rawValue) }
        body["of"] = detail.of.map(JSONValue.string)
        body["note"] = detail.note.map(JSONValue.string)
        body["worker"] = detail.worker.map(JSONValue.string)
        body["lease"] = detail.lease.map(JSONValue.string)
        if detail.consent { body["consent"] = true }
        let known = try run.flatMap { id in try runState(id) == nil ? nil : id }
        try transaction.append(EntryDraft(.taskState, run: known, task: row.name, body))
    }

    /// Nil for a run that was not begun.
    func runState(_ run: String) throws(SQLiteError) -> RunState? {
        try db.text("SELECT state FROM run WHERE run_id = ?1", [.text(run)]).flatMap(RunState.init(rawValue:))
    }

    func runState(of row: TaskRow) throws(SQLiteError) -> RunState? {
        guard let run = row.run else { return nil }
        return try runState(run)
    }

    /// Whether somebody asked its worker to stop.
    func isUnwanted(_ task: String) throws(SQLiteError) -> Bool {
        try db.integer("SELECT 1 FROM task_wish WHERE task_id = ?1", [.text(task)]) != nil
    }

    /// Ends what a worker had of a task: its lease, and what it was asked.
    func dropLease(_ task: String) throws(SQLiteError) {
        try db.run("DELETE FROM lease WHERE task_id = ?1", [.text(task)])
        try db.run("DELETE FROM task_wish WHERE task_id = ?1", [.text(task)])
    }

    /// Settles what was reserved for a task, if anything was; nil for what is not known.
    func settle(_ row: TaskRow, images: Int?, micros: Int?) throws {
        guard row.reservedImages > 0 || row.reservedMicros > 0 else { return }
        var body: JSONObject = ["batch": .string(row.batch), "task_id": .string(row.task)]
        body["images"] = images.map(JSONValue.int)
        body["micros"] = micros.map(JSONValue.int)
        try transaction.append(EntryDraft(.budgetSettled, task: row.name, body))
    }

    /// Ids, in order, of a target's tasks that are waiting or worked on.
    func active(_ target: TaskTarget) throws(SQLiteError) -> [String] {
        try transaction.queries.tasks(TaskFilter(target, states: Set(TaskState.allCases.filter(\.isActive))))
    }
}
