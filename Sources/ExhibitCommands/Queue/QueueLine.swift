import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitQueue
import ExhibitRecord

/// Tasks of a queue for people.
enum QueueLine {
    static let header = ["task", "name", "key", "state", ""]

    static func row(_ task: TaskView) -> [String] {
        [String(task.row.task.suffix(8)), task.row.name ?? "", task.row.key ?? "–", task.words, detail(task)]
    }

    static func table(_ tasks: [TaskView]) -> [String] {
        tasks.isEmpty ? ["no tasks"] : TextTable.lines(header, tasks.map(row))
    }

    /// What came of it, or why nothing did.
    private static func detail(_ task: TaskView) -> String {
        if task.state.isActive {
            return [
                task.row.worker.flatMap { task.state == .queued ? nil : $0 },
                task.row.priority == 0 ? nil : "priority \(task.row.priority)",
            ]
            .compactMap(\.self).joined(separator: ", ")
        }
        if let output = task.object["output"]?.string { return output }
        let code = task.result?.outcome.report?.code.rawValue
        return code ?? task.row.reason?.replacing("_", with: " ") ?? ""
    }
}
