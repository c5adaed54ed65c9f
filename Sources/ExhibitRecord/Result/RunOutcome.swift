import ExhibitJSON
package import ExhibitModel
import ExhibitPolicy

/// How a run's end is told to the caller: the exit status, and the error when there is one.
package struct RunOutcome: Sendable, Hashable {
    package let report: Report?

    package var exit: ExitCode { report?.exit ?? .done }

    /// `deciding` is nil when no policy has judged.
    package init(_ run: RunReplay, deciding: JudgedVerdict?) {
        report = Self.report(run, deciding)
    }

    private static func report(_ run: RunReplay, _ deciding: JudgedVerdict?) -> Report? {
        if run.state == .succeeded { return judged(run, deciding) }
        if let fault = run.fault, let code = fault["code"]?.string.flatMap(ErrorCode.init(rawValue:)) {
            return Report(
                code,
                fault["message"]?.string ?? code.sentence,
                hint: hint(code, run),
                billed: fault["billed"]?.string.flatMap(Billed.init(rawValue:)) ?? .no,
                next: next(code, run)
            )
        }
        switch run.state {
        case .retryWait:
            return Report(
                .providerBusy,
                "\(provider(run)) asked to wait until \(run.lastAttempt?.failure?.body["not_before"]?.string ?? "later")",
                hint: hint(.providerBusy, run),
                next: next(.providerBusy, run)
            )
        case .interrupted:
            return Report(
                .runInterrupted,
                run.attempts.isEmpty
                    ? "the run was interrupted before anything was sent" : "the run was interrupted while it fetched",
                next: ["exhibit runs resume \(id(run))"]
            )
        case .unknownOutcome:
            return Report(
                .outcomeUnknown,
                ErrorCode.outcomeUnknown.sentence,
                hint: hint(.outcomeUnknown, run),
                billed: .maybe
            )
        default:
            return Report(
                .providerFailed,
                "the run is \(run.state.rawValue)",
                hint: "exhibit runs show \(id(run))",
                billed: .maybe
            )
        }
    }

    private static func judged(_ run: RunReplay, _ deciding: JudgedVerdict?) -> Report? {
        if let review = run.review, review.decision == .denied {
            return Report(
                .reviewDenied,
                "the run was \(review.words)",
                hint: hint(.reviewDenied, run),
                billed: run.bills ? .yes : .no
            )
        }
        guard let deciding else {
            return Report(
                .policyNotEvaluated,
                "no policy has judged the run",
                hint: hint(.policyNotEvaluated, run),
                billed: run.bills ? .yes : .no
            )
        }
        let failing = deciding.rules.filter {
            $0.severity != .warn && ($0.result == .fail || $0.result == .indeterminate)
        }
        let reason = failing.first.map { ": \($0.message)" } ?? ""
        let code: ErrorCode
        switch deciding.verdict {
        case .accepted: return nil
        case .rejected: code = .policyRejected
        case .needsReview where run.isApproved(under: deciding.policyDigest): return nil
        case .needsReview: code = .policyNeedsReview
        case .notEvaluated: code = .policyNotEvaluated
        }
        let verdict = deciding.verdict.rawValue.split(separator: "_").joined(separator: " ")
        return Report(
            code,
            "\(deciding.policyID) says \(verdict)\(reason)",
            hint: hint(code, run),
            billed: run.bills ? .yes : .no
        )
    }

    private static func id(_ run: RunReplay) -> String { String(run.run.suffix(8)) }

    private static func provider(_ run: RunReplay) -> String { run.intent["provider"]?.string ?? "the provider" }

    private static func hint(_ code: ErrorCode, _ run: RunReplay) -> String {
        code.hint.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0 == "RUN" ? id(run) : String($0) }.joined(separator: " ")
            .replacing("RUN;", with: id(run) + ";").replacing("RUN,", with: id(run) + ",")
    }

    private static func next(_ code: ErrorCode, _ run: RunReplay) -> [String] {
        switch (run.state, code) {
        case (.succeeded, _), (.cancelled, _): []
        case (.unknownOutcome, _): ["exhibit runs reconcile \(id(run))"]
        case (.timedOut, _): ["exhibit runs resume \(id(run))"]
        case (_, .providerBusy), (_, .providerUnreachable), (_, .providerFailed), (_, .mediaDownloadFailed),
            (_, .mediaUnfinished), (_, .runInterrupted), (_, .runTerminated), (_, .diskFull), (_, .fileFailed):
            ["exhibit runs resume \(id(run))"]
        default: []
        }
    }
}
