import ExhibitJSON
import ExhibitRecord

/// Tells batches and tasks again from their entries: every step follows the table of states, and what a step claims of a
/// run or of a count is so.
struct TaskCheck {
    private var tasks: [String: Standing] = [:]
    private var batches: [String: BatchReplay] = [:]
    private var succeeded: Set<String> = []
    /// By run, the task that works with it.
    private var owners: [String: String] = [:]

    private struct Standing {
        let batch: String
        var state: TaskState
        var run: String?
    }

    mutating func take(_ entry: Entry, _ report: inout AuditReport) {
        switch entry.type {
        case .runState where entry.body["to"]?.string == RunState.succeeded.rawValue:
            if let run = entry.run { succeeded.insert(run) }
        case .batchOpened: open(entry, &report)
        case .batchClosed: close(entry, &report)
        case .taskState: move(entry, &report)
        case .budgetReserved, .budgetSettled:
            guard let task = TaskReplay.task(of: entry), tasks[task] != nil else {
                return find("counts money of a task that was not submitted", entry, &report)
            }
        default: break
        }
    }

    func count(_ report: inout AuditReport) {
        report.counts[.tasks] = tasks.count
        report.counts[.batches] = batches.count
    }

    private mutating func open(_ entry: Entry, _ report: inout AuditReport) {
        guard let batch = BatchReplay(entry), batches[batch.batch] == nil else {
            return find("opens a batch that has no id, or was opened before", entry, &report)
        }
        batches[batch.batch] = batch
    }

    private mutating func close(_ entry: Entry, _ report: inout AuditReport) {
        guard let batch = entry.body["batch"]?.string, batches[batch] != nil else {
            return find("closes a batch that was never opened", entry, &report)
        }
        let isTrue = batches[batch]?.close(entry) == true
        if !isTrue { find("does not count the batch's tasks as their entries do", entry, &report) }
    }

    private mutating func move(_ entry: Entry, _ report: inout AuditReport) {
        guard let id = TaskReplay.task(of: entry) else { return find("names no task", entry, &report) }
        guard let batch = entry.body["batch"]?.string, batches[batch] != nil else {
            return find("is of a batch that was never opened", entry, &report)
        }
        guard let next = next(id, batch, entry) else {
            let from = tasks[id]?.state.rawValue ?? "absent"
            let event = entry.body["event"]?.string ?? "nothing"
            return find("task \(id) is \(from): \(event) cannot follow", entry, &report)
        }
        let isReused = tasks[id] == nil && next == .completed
        let run = entry.body["run"]?.string ?? tasks[id]?.run
        tasks[id] = Standing(batch: batch, state: next, run: run)
        batches[batch]?.put(id, next)
        own(run, id, entry, &report)
        guard next == .completed || next == .orphanLateOutput else { return }
        guard let run = isReused ? entry.body["reused_run"]?.string : run, succeeded.contains(run) else {
            return find("task \(id) has a result, and no run of it had succeeded by then", entry, &report)
        }
    }

    private func next(_ id: String, _ batch: String, _ entry: Entry) -> TaskState? {
        guard let standing = tasks[id] else { return TaskState.initial(entry) }
        return standing.batch == batch ? standing.state.after(entry) : nil
    }

    private mutating func own(_ run: String?, _ task: String, _ entry: Entry, _ report: inout AuditReport) {
        guard let run else { return }
        guard let owner = owners[run], owner != task else {
            owners[run] = task
            return
        }
        find("tasks \(owner) and \(task) both name the run \(run)", entry, &report)
    }

    private func find(_ what: String, _ entry: Entry, _ report: inout AuditReport) {
        report.add(Finding(.task, "entry \(entry.seq) (\(entry.type.rawValue)): \(what)", at: Place(entry)))
    }
}
