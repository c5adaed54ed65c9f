/// The right of one worker to one task: it ends with the task, or when the worker's process is gone.
package struct Lease: Sendable, Hashable {
    package let id: String
    package let task: String
}
