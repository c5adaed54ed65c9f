import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// How work on a queue is told: the tasks that the command is about, and the exit status that follows from them.
struct QueueAnswer {
    let place: QueuePlace
    let view: QueueView
    let tasks: [TaskView]
    var batch: String?
    var notes: [Note] = []
    /// The signal that stopped the command while tasks of it were not done.
    var stop: ErrorCode?
    /// Tasks that wait are no failure: they were only to be submitted.
    var isSubmission = false

    private static let lineLimit = 20

    var answer: Answer {
        let report = self.report
        var object = view.object(tasks)
        object["ok"] = .bool(report == nil)
        object["batch_id"] = batch.map(JSONValue.string)
        object["tasks"] = .array(tasks.map { .object($0.object) })
        object["notes"] = .array(notes.map { ["code": .string($0.code), "message": .string($0.message)] })
        var answer = Answer(result: .object(object), report: report)
        answer.lines = lines
        answer.quietLines = report == nil ? [view.folder] : []
        if isSubmission, report == nil, tasks.contains(where: { $0.state == .queued }) { answer.next = [work] }
        return answer
    }

    /// All tasks of a few; of many those that want attention.
    private var lines: [String] {
        let wrong = tasks.filter { !$0.isClean && !$0.state.isActive }
        let told = tasks.count <= Self.lineLimit ? tasks : Array(wrong.prefix(Self.lineLimit))
        return (told.isEmpty ? [] : QueueLine.table(told)) + notes.map { "note      \($0.message)" } + [
            tasks.sentence, view.folder,
        ]
    }

    private var work: String { place.commandLine("work --until-empty") }

    /// Nil also when all that was submitted waits.
    private var report: Report? {
        let advice = WorkReport.Advice(
            stopped: .init(hint: "\(work) goes on with what waits", next: [work]),
            incomplete: .init(
                hint: "exhibit queue get ID says why; exhibit queue retry --failed tries again what failed",
                next: [place.commandLine("retry --failed")]
            ),
            unknown:
                "exhibit runs reconcile each first; exhibit queue retry --only unknown --retry-unknown sends again",
            overBudget: .init(hint: "raise --max-images or --max-cost, and submit the rest again"),
            full: .init(),
            unacceptable: "exhibit queue get ID names the rules"
        )
        let judged = isSubmission ? tasks.filter { !$0.state.isActive && $0.state != .completed } : tasks
        return WorkReport(tasks: tasks, exit: WorkSummary(judged).exit, stop: stop, advice: advice).report
    }
}
