import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// How tasks that were worked on end a command: nil when each completed, and every verdict is an acceptance.
struct WorkReport {
    let tasks: [TaskView]
    /// Of those of them that the command answers for.
    let exit: ExitCode
    /// The signal that stopped the command.
    var stop: ErrorCode?
    /// What the command knows better than the tasks: how to go on.
    let advice: Advice

    /// A hint, and the command lines that continue from there.
    struct Step {
        /// Nil for the registry's.
        var hint: String?
        var next: [String] = []
    }

    struct Advice {
        /// What was stopped, such as `the batch was`; nothing for the command itself.
        var subject = ""
        let stopped: Step
        let incomplete: Step
        let unknown: String
        let overBudget: Step
        let full: Step
        let unacceptable: String
    }

    var report: Report? {
        if let stop, tasks.contains(where: \.state.isActive) {
            return report(stop, "\(advice.subject)stopped by a signal; \(tasks.sentence)", advice.stopped)
        }
        switch exit {
        case .done: return nil
        case .outcomeUnknown: return unknown
        case .ownBound:
            let isBudget = tasks.contains { $0.row.reason == TaskReason.budget.rawValue }
            return isBudget
                ? report(.budgetExceeded, tasks.sentence, advice.overBudget)
                : report(.queueFull, tasks.sentence, advice.full)
        case .notAcceptable: return unacceptable
        default: return report(.batchIncomplete, tasks.sentence, advice.incomplete)
        }
    }

    private func report(_ code: ErrorCode, _ message: String, _ step: Step) -> Report {
        Report(code, message, hint: step.hint, billed: tasks.billed, next: step.next)
    }

    private var unknown: Report {
        let runs = tasks.filter { $0.state == .unknownOutcome }.compactMap(\.row.run)
        let requests = runs.count == 1 ? "that request was" : "those requests were"
        return Report(
            .outcomeUnknown,
            "\(tasks.sentence); nobody knows whether \(requests) billed",
            hint: advice.unknown,
            billed: .maybe,
            next: runs.prefix(8).map { "exhibit runs reconcile \($0.suffix(8))" }
        )
    }

    private var unacceptable: Report {
        let reports = tasks.compactMap(\.result?.outcome.report)
        let worst = reports.first { $0.code == .policyRejected } ?? reports.first
        let message = "\(tasks.count { !$0.isClean }) of \(tasks.count) may not be used: \(worst?.message ?? "")"
        return report(worst?.code ?? .policyRejected, message, Step(hint: advice.unacceptable))
    }
}
