import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord
import Synchronization

/// How the tasks of a batch or queue stand, kept up from the entries as they become durable.
///
/// It is fed inside the recorder, so everything here is brief.
final class WorkBoard: Sendable {
    private struct State {
        var tasks: [String: WatchedTask] = [:]
        var order: [String] = []
        /// Tasks by their runs.
        var runs: [String: String] = [:]
    }

    private let state = Mutex(State())

    /// Puts a task there, in the order of calls; one that is there stays.
    @inline(never)
    func add(_ id: String, _ task: WatchedTask, run: String?) {
        state.withLock { state in
            guard state.tasks[id] == nil else { return }
            state.tasks[id] = task
            state.order.append(id)
            if let run { state.runs[run] = id }
        }
    }

    /// All tasks, in their order.
    var tasks: [WatchedTask] {
        @inline(never) get { state.withLock { state in state.order.compactMap { state.tasks[$0] } } }
    }

    /// Takes an entry; the task is returned when something about it changed that a person would want to hear.
    @inline(never)
    func take(_ entry: Entry) -> WatchedTask? {
        state.withLock { state in
            guard let id = Self.task(of: entry, &state), var task = state.tasks[id] else { return nil }
            let before = task
            let isNews = Self.change(&task, entry)
            state.tasks[id] = task
            return isNews && task != before ? task : nil
        }
    }

    private static func task(of entry: Entry, _ state: inout State) -> String? {
        guard entry.type == .taskState else { return entry.run.flatMap { state.runs[$0] } }
        let id = entry.body["task_id"]?.string
        if let id, let run = entry.body["run"]?.string { state.runs[run] = id }
        return id
    }

    /// True for what changes something for whoever waits.
    private static func change(_ task: inout WatchedTask, _ entry: Entry) -> Bool {
        let body = entry.body
        switch entry.type {
        case .taskState: move(&task, entry)
        case .attemptStarted:
            guard body["step"]?.int == 1 else { return false }
            task.attempt = entry.attempt
            task.detail = nil
        case .attemptFailed, .jobSubmitted, .jobStatus, .jobCancel: task.detail = ProgressLine.detail(entry)
        case .verdict:
            let new = body["verdict"]?.string.flatMap(Verdict.init(rawValue:))
            task.verdict = [task.verdict.flatMap(Verdict.init(rawValue:)), new].compactMap(\.self).max()?.rawValue
            return false
        case .runState:
            task.micros = body["cost"]?["micros"]?.int ?? task.micros
            return false
        default: return false
        }
        return true
    }

    private static func move(_ task: inout WatchedTask, _ entry: Entry) {
        let body = entry.body
        task.state = body["to"]?.string.flatMap(TaskState.init(rawValue:)) ?? task.state
        switch body["event"]?.string.flatMap(TaskEvent.init(rawValue:)) {
        case .claimed:
            task.began = task.began ?? entry.at
            task.ended = nil
            task.detail = nil
        case .requeued: task.detail = body["reason"]?.string?.replacing("_", with: " ")
        default:
            task.ended = task.state.isActive ? nil : entry.at
            task.detail = body["note"]?.string ?? body["reason"]?.string?.replacing("_", with: " ")
        }
    }
}
