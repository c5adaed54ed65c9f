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

    private var report: Report? {
        let advice = WorkReport.Advice(
            subject: "the batch was ",
            stopped: .init(hint: "\(again) goes on with it", next: [again]),
            incomplete: .init(
                hint: "\(path) says why; \(again) --retry-failed tries them again",
                next: ["\(again) --retry-failed"]
            ),
            unknown: "exhibit runs reconcile each first, or \(again) --retry-unknown sends again, knowing that",
            overBudget: .init(hint: "raise --max-images or --max-cost; the rest has to be a new batch"),
            full: .init(hint: "\(again) takes the rest", next: [again]),
            unacceptable: "\(path) names the rules"
        )
        return WorkReport(tasks: tasks, exit: WorkSummary(tasks).exit, stop: stop, advice: advice).report
    }
}
