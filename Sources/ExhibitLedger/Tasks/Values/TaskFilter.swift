package import ExhibitRecord

/// Which tasks a listing shows.
package struct TaskFilter: Sendable, Hashable {
    package var target: TaskTarget?
    package var states: Set<TaskState>
    package var key: String?
    /// In the order of submission, or the newest first.
    package var newestFirst: Bool
    package var limit: Int?

    package init(
        _ target: TaskTarget? = nil,
        states: Set<TaskState> = [],
        key: String? = nil,
        newestFirst: Bool = false,
        limit: Int? = nil
    ) {
        self.target = target
        self.states = states
        self.key = key
        self.newestFirst = newestFirst
        self.limit = limit
    }
}
