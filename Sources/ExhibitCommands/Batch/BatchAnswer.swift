import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitQueue
import ExhibitRecord

/// How a batch is told: its tasks in the order of the manifest, and the exit status that follows from them.
struct BatchAnswer {
    let batch: OpenBatch
    let view: BatchView
    let tasks: [TaskView]
    /// The signal that stopped the command.
    let stop: ErrorCode?

    private static let lineLimit = 20

    var answer: Answer {
        let report = self.report
        var answer = Answer(result: .object(object), report: report)
        answer.lines = lines
        answer.quietLines = report == nil ? [path] : []
        return answer
    }

    /// Writes the result where the caller wants it, too.
    func write(to path: String) throws {
        do throws(FileFault) {
            try RegularFile.makeFolder(RegularFile.folder(of: path))
            try RegularFile.replace(
                path,
                with: Array((JSONText.pretty(.object(object)) + "\n").utf8),
                durable: false
            )
        } catch {
            throw Report(.fileFailed, "\(path): \(error.reason); the batch itself is recorded", billed: tasks.billed)
        }
    }

    private var path: String { "\(batch.folder)/batch_result.json" }

    private var object: JSONObject {
        var object = view.result(tasks)
        object["ok"] = .bool(report == nil)
        guard let change = batch.change else { return object }
        func names(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }
        object["resumed"] = .object(
            JSONObject([
                ("kept", .int(change.kept)), ("retried", names(change.retried)), ("added", names(change.added)),
                ("changed", names(change.changed)), ("removed", names(change.removed)),
            ])
        )
        return object
    }

    /// All tasks of a short batch; of a long one those that want attention.
    private var lines: [String] {
        let told =
            tasks.count <= Self.lineLimit ? tasks : tasks.filter { !$0.isClean }.prefix(Self.lineLimit).map(\.self)
        let rows = told.map { task in
            [
                "\(task.row.place)", task.row.name ?? "", task.words,
                task.object["output"]?.string ?? task.error["code"]?.string ?? "",
            ]
        }
        let notes = view.notes.map { "note      \($0.message)" }
        return (rows.isEmpty ? [] : TextTable.lines(["item", "task", "state", ""], rows)) + notes
            + ["batch     \(batch.id.suffix(8))   \(tasks.sentence)", path]
    }

    private var again: String { "exhibit batch --batch \(batch.id.suffix(8)) --resume" }

    /// Nil only when every task completed and every verdict is an acceptance.
    private var report: Report? {
        if let stop, tasks.contains(where: \.state.isActive) {
            return Report(
                stop,
                "the batch was stopped by a signal; \(tasks.sentence)",
                hint: "\(again) goes on with it",
                billed: tasks.billed,
                next: [again]
            )
        }
        switch WorkSummary(tasks).exit {
        case .done: return nil
        case .outcomeUnknown: return unknown
        case .ownBound: return bounded
        case .notAcceptable: return unacceptable
        default:
            return Report(
                .batchIncomplete,
                tasks.sentence,
                hint: "\(path) says why; \(again) --retry-failed tries them again",
                billed: tasks.billed,
                next: ["\(again) --retry-failed"]
            )
        }
    }

    private var unknown: Report {
        let runs = tasks.filter { $0.state == .unknownOutcome }.compactMap(\.row.run)
        return Report(
            .outcomeUnknown,
            "\(tasks.sentence); nobody knows whether \(runs.count == 1 ? "that request was" : "those requests were") billed",
            hint: "exhibit runs reconcile each first, or \(again) --retry-unknown sends again, knowing that",
            billed: .maybe,
            next: runs.prefix(8).map { "exhibit runs reconcile \($0.suffix(8))" }
        )
    }

    private var bounded: Report {
        let isBudget = tasks.contains { $0.row.reason == TaskReason.budget.rawValue }
        return Report(
            isBudget ? .budgetExceeded : .queueFull,
            tasks.sentence,
            hint: isBudget
                ? "raise --max-images or --max-cost; the rest has to be a new batch"
                : "\(again) takes the rest",
            billed: tasks.billed,
            next: isBudget ? [] : [again]
        )
    }

    private var unacceptable: Report {
        let reports = tasks.compactMap(\.result?.outcome.report)
        let worst = reports.first { $0.code == .policyRejected } ?? reports.first
        return Report(
            worst?.code ?? .policyRejected,
            "\(tasks.count { !$0.isClean }) of \(tasks.count) may not be used: \(worst?.message ?? "")",
            hint: "\(path) names the rules",
            billed: tasks.billed
        )
    }
}
