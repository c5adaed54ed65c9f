package import ExhibitJSON
import ExhibitLedger
package import ExhibitModel
import ExhibitPolicy
package import ExhibitRecord

/// How the tasks of a batch or queue stand together, and what that is as an exit status (overview.md, "States").
package struct WorkSummary: Sendable, Hashable {
    package let counts: TaskCounts
    /// Completed tasks by the verdict on their runs.
    package let verdicts: [String: Int]
    package let exit: ExitCode

    package init(_ tasks: [TaskView]) {
        counts = TaskCounts(tasks.map(\.state))
        var verdicts: [String: Int] = [:]
        for task in tasks where task.state == .completed {
            verdicts[task.result?.deciding?.verdict.rawValue ?? "not_evaluated", default: 0] += 1
        }
        self.verdicts = verdicts
        exit = Self.exit(tasks)
    }

    /// Only when every task completed and every verdict is an acceptance.
    package var isClean: Bool { exit == .done }

    /// The first that applies: an outcome that nobody knows, tasks that did not complete, pictures that may not be used.
    private static func exit(_ tasks: [TaskView]) -> ExitCode {
        if tasks.contains(where: { $0.state == .unknownOutcome }) { return .outcomeUnknown }
        let missing = tasks.filter { $0.state != .completed }
        if !missing.isEmpty { return missing.allSatisfy(isOwnBound) ? .ownBound : .partial }
        return tasks.allSatisfy(\.isClean) ? .done : .notAcceptable
    }

    private static func isOwnBound(_ task: TaskView) -> Bool {
        task.state == .rejected
            && [TaskReason.queueFull.rawValue, TaskReason.budget.rawValue].contains(task.row.reason)
    }

    /// One number for each word, and whether all is clean.
    package var object: JSONObject {
        var object: JSONObject = ["ok": .bool(isClean), "total": .int(counts.total)]
        let words = counts.object
        for key in words.keys { object[key] = words[key] }
        object["verdicts"] = .object(JSONObject(verdicts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
        return object
    }
}
