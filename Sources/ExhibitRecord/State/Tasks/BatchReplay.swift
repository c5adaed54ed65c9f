import ExhibitJSON

/// One batch and how its tasks stand, as the entries tell it.
package struct BatchReplay: Sendable {
    package let batch: String
    package let opening: Entry
    private var states: [String: TaskState] = [:]
    /// The last `batch.closed`, when no entry about a task came after it.
    package private(set) var closing: Entry?

    /// Starts from `batch.opened`; nil when `entry` is none.
    package init?(_ entry: Entry) {
        guard entry.type == .batchOpened, let batch = entry.body["batch"]?.string else { return nil }
        self.batch = batch
        opening = entry
    }

    /// Takes the state that a task has come to.
    package mutating func put(_ task: String, _ state: TaskState) {
        states[task] = state
        closing = nil
    }

    /// Takes a `batch.closed`; false when its counts are not those of the tasks.
    package mutating func close(_ entry: Entry) -> Bool {
        closing = entry
        return entry.body["counts"]?.object == counts.object
    }

    package var counts: TaskCounts { TaskCounts(states.values) }
}
