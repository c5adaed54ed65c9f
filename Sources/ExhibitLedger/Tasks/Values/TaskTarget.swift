/// Which tasks a command is about.
package enum TaskTarget: Sendable, Hashable {
    /// By id.
    case task(String)
    case batch(String)
    case scope(TaskScope)
}
