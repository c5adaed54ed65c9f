import ExhibitLedger
import ExhibitQueue
import ExhibitRecord

extension CrewEvent {
    /// What no single entry says; nil for what the tasks' own entries tell.
    var line: String? {
        switch self {
        case .began, .ended: nil
        case .stuck(let task): "task \(task.task.suffix(8)) does not stop; what still comes of it is not acceptable"
        case .tookOver(let task): "took over task \(task.task.suffix(8)), whose worker is gone: \(task.state.rawValue)"
        case .draining(let count):
            count == 0
                ? "stopping: nothing more is begun"
                : "stopping: nothing more is begun; waiting for \(count) that run\(count == 1 ? "s" : "") (again to leave at once)"
        }
    }

    /// Whether a task's files have to be written again.
    var changesFiles: Bool {
        switch self {
        case .ended, .stuck, .tookOver: true
        case .began, .draining: false
        }
    }
}
