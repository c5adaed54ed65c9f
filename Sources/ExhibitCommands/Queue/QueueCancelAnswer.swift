import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// What cancelling came to, task by task.
struct QueueCancelAnswer {
    let done: [Cancellation]
    /// As they stand now, in the order of `done`.
    let tasks: [TaskView]
    /// Whether one task was named.
    let isSingle: Bool

    var answer: Answer {
        let report = self.report
        var object: JSONObject = [
            "ok": .bool(report == nil),
            "cancelled": .bool(!tasks.isEmpty && tasks.allSatisfy { $0.state == .cancelled }),
            "count": .int(tasks.count), "tasks": .array(zip(done, tasks).map { .object(Self.object($0, $1)) }),
        ]
        if isSingle, let task = tasks.first {
            object["task_id"] = .string(task.row.task)
            object["status"] = .string(task.state.rawValue)
        }
        let lines = tasks.isEmpty ? ["nothing waits and nothing is worked on"] : zip(done, tasks).map(Self.line)
        return Answer(result: .object(object), lines: lines, quietLines: tasks.map(\.row.task), report: report)
    }

    private static func object(_ done: Cancellation, _ task: TaskView) -> JSONObject {
        var object = task.object
        object["was"] = .string(was(done))
        object["cancelled"] = .bool(task.state == .cancelled)
        object["provider_answer"] = providerAnswer(task).map(JSONValue.string) ?? .null
        return object
    }

    private static func was(_ done: Cancellation) -> String {
        switch done.outcome {
        case .cancelled: TaskState.queued.rawValue
        case .asked: TaskState.running.rawValue
        case .ended(let state): state.rawValue
        }
    }

    /// What the provider said when it was asked to cancel its job; nil when there was no job, or nobody asked.
    private static func providerAnswer(_ task: TaskView) -> String? {
        task.result?.replay.entries.last { $0.type == .jobCancel }?.body["answer"]?.string
    }

    private static func line(_ done: Cancellation, _ task: TaskView) -> String {
        let answer = providerAnswer(task).map { "; the provider said: \($0)" } ?? ""
        let words = ["\(was(done).padded(8)) → \(task.words)", task.row.note].compactMap(\.self)
        return "\(task.row.task.suffix(8))  \(words.joined(separator: "  "))\(answer)"
    }

    /// Nil when all that was to be stopped has stopped, and nothing of it is in doubt.
    private var report: Report? {
        if isSingle, case .ended(let state)? = done.first?.outcome {
            return Report(.taskEnded, "the task had ended before: \(state.rawValue.replacing("_", with: " "))")
        }
        let unknown = tasks.filter { $0.state == .unknownOutcome }
        if !unknown.isEmpty {
            return Report(
                .outcomeUnknown,
                "\(unknown.count) of \(tasks.count) had been sent, and nobody knows whether the provider made and billed it",
                hint: "exhibit runs reconcile RUN asks the provider what became of it",
                billed: .maybe,
                next: unknown.compactMap(\.row.run).prefix(8).map { "exhibit runs reconcile \($0.suffix(8))" }
            )
        }
        let pending = tasks.filter(\.state.isActive)
        if !pending.isEmpty {
            return Report(.cancelPending, "\(pending.count) of \(tasks.count) asked, and not stopped yet")
        }
        if isSingle, let state = tasks.first?.state, state != .cancelled {
            return Report(
                .taskEnded,
                "it ended before it could be stopped: \(state.rawValue.replacing("_", with: " "))",
                billed: tasks.first?.result?.outcome.report?.billed ?? .maybe
            )
        }
        return nil
    }
}
