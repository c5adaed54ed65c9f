import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// What the end of a run, or an error before it, is for its task.
enum TaskEnding {
    /// A run that waits for its provider parks that provider; any other has ended, or been left.
    static func of(_ result: RunResult, _ stop: StopCause) -> PerformedTask {
        if result.replay.state == .retryWait, stop.code == nil, let parking = parking(result) {
            return .parked(parking)
        }
        return .ended(end(result, result.outcome.report, stop))
    }

    /// A run that could not go on.
    static func refused(_ report: Report, _ result: RunResult, _ stop: StopCause) -> TaskEnd {
        end(result, report, stop)
    }

    /// An error that came before there was an end to tell; the run's own state has the last word in the ledger.
    ///
    /// `mayBeBilled` is false where nothing of the task can have been sent.
    static func before(_ report: Report, _ stop: StopCause, mayBeBilled: Bool = false) -> TaskEnd {
        let (state, reason) = stopped(stop) ?? (.failed, nil)
        let spent = mayBeBilled ? nil : 0
        return TaskEnd(state, reason: reason, note: note(stop.code ?? report.code), images: spent, micros: spent)
    }

    private static func end(_ result: RunResult, _ report: Report?, _ stop: StopCause) -> TaskEnd {
        let (state, reason) = state(result, report, stop)
        let isFree = result.replay.state != .succeeded && result.outcome.report?.billed == .no
        return TaskEnd(
            state,
            reason: reason,
            note: state == .completed ? nil : report.map { note($0.code) },
            images: isFree ? 0 : state == .completed ? result.replay.outputs.count : nil,
            micros: isFree ? 0 : result.object["cost"]?["micros"]?.int
        )
    }

    private static func state(
        _ result: RunResult,
        _ report: Report?,
        _ stop: StopCause
    ) -> (TaskState, TaskReason?) {
        switch result.replay.state {
        case .succeeded: (.completed, nil)
        case .unknownOutcome: (.unknownOutcome, nil)
        case .timedOut: (.timedOut, nil)
        case .cancelled: stopped(stop) ?? (.cancelled, nil)
        // It had failed before anyone told it to stop, unless it says otherwise.
        case .failed: (report?.code == stop.code ? stopped(stop) : nil) ?? (.failed, nil)
        case .planned, .submitting, .waiting, .polling, .receiving, .recorded, .retryWait, .interrupted:
            stopped(stop) ?? (.failed, nil)
        }
    }

    private static func stopped(_ stop: StopCause) -> (TaskState, TaskReason?)? {
        switch stop.code {
        case nil: nil
        case .taskTimedOut: (.timedOut, .deadline)
        default: (.cancelled, .user)
        }
    }

    /// The registry's own words: a message of the case at hand may hold a path or a prompt, and an entry none.
    private static func note(_ code: ErrorCode) -> String { "\(code.rawValue): \(code.sentence)" }

    private static func parking(_ result: RunResult) -> Parking? {
        guard let provider = result.replay.intent["provider"]?.string,
            let until = result.replay.lastAttempt?.failure?.body["not_before"]?.string.flatMap({
                Timestamp(rfc3339: $0)
            })
        else { return nil }
        return Parking(provider: provider, until: until)
    }
}
