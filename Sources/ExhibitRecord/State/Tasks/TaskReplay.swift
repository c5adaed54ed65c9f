import ExhibitJSON
package import ExhibitModel

/// One task as its entries tell it.
package struct TaskReplay: Sendable {
    package let task: String
    package let batch: String
    /// The first entry: what was submitted.
    package let submission: Entry
    package private(set) var state: TaskState
    /// The run that works on it, from the first claim on; a retry may have given it another.
    package private(set) var run: String?
    package private(set) var reusedRun: String?
    package private(set) var transitions: [Transition]

    package struct Transition: Sendable, Hashable {
        package let from: TaskState?
        package let to: TaskState
        package let event: String
        package let reason: String?
        package let at: Timestamp
        package let entry: Int64

        fileprivate init(from: TaskState?, to: TaskState, _ entry: Entry) {
            self.from = from
            self.to = to
            event = entry.body["event"]?.string ?? ""
            reason = entry.body["reason"]?.string
            at = entry.at
            self.entry = entry.seq
        }
    }

    /// Starts from a task's first `task.state`; nil when `entry` is none.
    package init?(_ entry: Entry) {
        guard let task = Self.task(of: entry), let batch = entry.body["batch"]?.string,
            let state = TaskState.initial(entry)
        else { return nil }
        self.task = task
        self.batch = batch
        self.state = state
        submission = entry
        reusedRun = entry.body["reused_run"]?.string
        transitions = [Transition(from: nil, to: state, entry)]
    }

    /// The task that a `task.state` or a `budget.*` entry is about.
    package static func task(of entry: Entry) -> String? { entry.body["task_id"]?.string }

    /// - Throws: `illegalTaskTransition`; the task stays as it was.
    package mutating func apply(_ entry: Entry) throws(RecordError) {
        guard let next = state.after(entry), entry.body["batch"]?.string == batch else {
            throw .illegalTaskTransition(
                task: task,
                from: state.rawValue,
                event: entry.body["event"]?.string ?? entry.type.rawValue
            )
        }
        guard entry.type == .taskState else { return }
        transitions.append(Transition(from: state, to: next, entry))
        state = next
        run = entry.body["run"]?.string ?? run
    }

    package var name: String? { submission.task }
    package var key: String? { submission.body["task_key"]?.string }
    /// The place in its batch, from 1.
    package var place: Int { submission.body["n"]?.int ?? 0 }
}
