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
            sentence, view.folder,
        ]
    }

    private var work: String { place.commandLine("work --until-empty") }
    private var sentence: String { tasks.sentence }
    private var billed: Billed { tasks.billed }

    /// Nil only when every task completed and every verdict is an acceptance, or when all that was submitted waits.
    private var report: Report? {
        if let stop, tasks.contains(where: \.state.isActive) {
            return Report(
                stop,
                "stopped by a signal; \(sentence)",
                hint: "\(work) goes on with what waits",
                billed: billed,
                next: [work]
            )
        }
        let judged = isSubmission ? tasks.filter { !$0.state.isActive && $0.state != .completed } : tasks
        switch WorkSummary(judged).exit {
        case .done: return nil
        case .outcomeUnknown: return unknown
        case .ownBound: return bounded
        case .notAcceptable: return unacceptable
        default:
            return Report(
                .batchIncomplete,
                sentence,
                hint: "exhibit queue get ID says why; exhibit queue retry --failed tries again what failed",
                billed: billed,
                next: [place.commandLine("retry --failed")]
            )
        }
    }

    private var unknown: Report {
        let runs = tasks.filter { $0.state == .unknownOutcome }.compactMap(\.row.run)
        return Report(
            .outcomeUnknown,
            "\(sentence); nobody knows whether \(runs.count == 1 ? "that request was" : "those requests were") billed",
            hint: "exhibit runs reconcile each first; exhibit queue retry --only unknown --retry-unknown sends again",
            billed: .maybe,
            next: runs.prefix(8).map { "exhibit runs reconcile \($0.suffix(8))" }
        )
    }

    private var bounded: Report {
        let isBudget = tasks.contains { $0.row.reason == TaskReason.budget.rawValue }
        return Report(
            isBudget ? .budgetExceeded : .queueFull,
            sentence,
            hint: isBudget ? "raise --max-images or --max-cost, and submit the rest again" : nil,
            billed: billed
        )
    }

    private var unacceptable: Report {
        let reports = tasks.compactMap(\.result?.outcome.report)
        let worst = reports.first { $0.code == .policyRejected } ?? reports.first
        return Report(
            worst?.code ?? .policyRejected,
            "\(tasks.count { !$0.isClean }) of \(tasks.count) may not be used: \(worst?.message ?? "")",
            hint: "exhibit queue get ID names the rules",
            billed: billed
        )
    }
}
