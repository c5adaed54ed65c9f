package import ExhibitRecord

/// A task whose worker was gone, and what became of it.
package struct TakenTask: Sendable, Hashable {
    package let task: String
    package let run: String?
    package let state: TaskState
}
