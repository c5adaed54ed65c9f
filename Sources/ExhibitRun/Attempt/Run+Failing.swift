import ExhibitArchive
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitTransport

/// What an attempt that did not bring the result leaves behind, and how the run ends with it.
extension Run {
    /// What is to be recorded of a transfer that gave no complete answer.
    func broken(
        _ failure: TransportFailure,
        _ capture: BodyCapture,
        _ number: Int,
        _ course: inout Course
    ) throws -> FailedAttempt {
        var evidence = Append([])
        let words = ProviderWords(redactor: redactor, prompts: course.prompts)
        var outcome = TransportOutcome.of(failure, ambiguous: course.plan.provider.ambiguous)
        if let answer = failure.head.map({ Head($0, failure.facts, failure.timing) }) {
            // What came of the answer is kept, whatever it is worth.
            let captured: CapturedBody
            do throws(ArchiveError) {
                captured = try capture.finish()
            } catch {
                return unkept(error, answer, course)
            }
            if captured.overflow, answer.isSuccess { outcome = .of(.textTooLong) }
            evidence = try self.evidence(
                answer,
                captured,
                answer.isSuccess ? .partial : .error,
                number,
                course,
                words
            ).append
        }
        let message = words.clean(
            TransportOutcome.sentence(
                failure,
                provider: course.plan.provider.id,
                timeout: course.plan.timeoutMilliseconds
            )
        )
        course.log.add("attempt \(number): \(message)", at: environment.now())
        return FailedAttempt(
            outcome: outcome,
            message: message,
            phase: failure.phase.rawValue,
            errorClass: failure.kind.rawValue,
            status: failure.head?.status,
            hint: .none,
            isCancelled: failure.kind == .cancelled,
            evidence: evidence
        )
    }

    /// An answer whose body this machine could not keep; its status still counts.
    func unkept(_ error: ArchiveError, _ answer: Head, _ course: Course) -> FailedAttempt {
        FailedAttempt(
            outcome: answer.isSuccess
                ? .of(.answerBrokeOff)
                : .of(status: answer.head.status, ambiguous: course.plan.provider.ambiguous),
            message: "the answer could not be kept: \(Fault.words(error))",
            phase: TransportFailure.Phase.receiving.rawValue,
            errorClass: "storage",
            status: answer.head.status,
            hint: .none,
            evidence: Append([])
        )
    }

    func fault(_ failed: FailedAttempt, _ course: Course) -> Fault {
        if failed.isCancelled {
            // What cannot have been billed is asked again when the run is resumed.
            let state: RunState = !failed.hasLeft ? .cancelled : failed.bills ? .unknownOutcome : .interrupted
            return stopped(state, course.billed)
        }
        return Fault(
            code: failed.outcome.code ?? .providerFailed,
            message: failed.message,
            billed: course.billed,
            state: failed.outcome.state
        )
    }

    /// The end that a signal makes, or whoever else tells the run to stop.
    func stopped(_ state: RunState, _ billed: Billed) -> Fault {
        let code = stopCode() ?? .runInterrupted
        let what =
            switch state {
            case .cancelled: "nothing was under way"
            case .interrupted: "what was being fetched can be fetched again"
            default: "the request had left; it may have been billed, and is not sent again"
            }
        return Fault(code: code, message: "\(Self.stopping(code)): \(what)", billed: billed, state: state)
    }

    /// Who told the run to stop.
    static func stopping(_ code: ErrorCode) -> String {
        switch code {
        case .taskCancelled: "the task was cancelled"
        case .taskTimedOut: "the task's time was over"
        default: "stopped by a signal"
        }
    }

    /// Ends a run that this machine could not finish recording: what was sent stays sent, and is said to be.
    func rescue(_ error: any Error, _ course: inout Course) async throws {
        let fault: Fault? =
            switch try await recorder.replay(course.run)?.state {
            case .submitting, .retryWait:
                Fault(
                    code: .outcomeUnknown,
                    message: "the request had left, but what came of it could not be recorded: \(Fault.words(error))",
                    billed: max(course.billed, .maybe),
                    state: .unknownOutcome
                )
            case .receiving, .recorded: Fault(local: error, "the answer came, and is kept")
            default: nil
            }
        do {
            guard let fault else { throw error }
            try await finish(&course, fault)
        } catch {
            // The next start finds the run open, and ends it.
            var report = (error as? any Reportable)?.report ?? Report(.internalError, "\(error)")
            report.billed = max(report.billed, max(course.billed, .maybe))
            throw report
        }
    }
}
