package import ExhibitRecord

/// How a worker leaves a task.
package struct TaskEnd: Sendable, Hashable {
    /// What the worker says; the state of the task's run has the last word once that has ended.
    package var state: TaskState
    package var reason: TaskReason?
    /// For people; no prompt, path or secret.
    package var note: String?
    /// Pictures that were made; nil leaves what was reserved counted.
    package var images: Int?
    /// What it cost; nil for unknown: then what was reserved stays counted.
    package var micros: Int?

    package init(
        _ state: TaskState,
        reason: TaskReason? = nil,
        note: String? = nil,
        images: Int? = nil,
        micros: Int? = nil
    ) {
        self.state = state
        self.reason = reason
        self.note = note
        self.images = images
        self.micros = micros
    }
}
