import ExhibitArchive
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitTransport

/// The end of following a job that has not ended: the provider is told, and what it says is recorded.
extension Run {
    /// Why a job is not followed any more.
    enum GivingUp: String {
        case signal
        case deadline
    }

    func giveUp(
        _ followed: inout FollowedJob,
        because reason: GivingUp,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws {
        switch reason {
        case .signal:
            let isCancelled = try await cancelAtProvider(followed, because: reason, &course, words)
            try await finish(&course, stopped(followed, isCancelled: isCancelled, course.billed))
        case .deadline:
            // Work that has begun is left alone, and can be fetched later; a place in the queue is given back.
            let isCancelled =
                followed.report.state == .queued
                ? try await cancelAtProvider(followed, because: reason, &course, words) : false
            let end = isCancelled ? "it had not begun, and the provider cancelled it" : "it may still be going on"
            let message = "\(ErrorCode.pollDeadline.sentence): \(words.clean(followed.report.raw)); \(end)"
            try await finish(&course, Fault(outcome: .of(.pollDeadline), message))
        }
    }

    private func stopped(_ followed: FollowedJob, isCancelled: Bool, _ billed: Billed) -> Fault {
        let code = stopCode() ?? .runInterrupted
        let what =
            isCancelled
            ? "the provider cancelled the job" : "the job may still be going on; exhibit runs reconcile asks for it"
        return Fault(
            code: code,
            message: "\(Self.stopping(code)): \(what)",
            billed: billed,
            state: isCancelled ? .cancelled : .unknownOutcome
        )
    }

    /// Asks the provider to give the job up; true when it says that it did.
    private func cancelAtProvider(
        _ followed: FollowedJob,
        because reason: GivingUp,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Bool {
        let request = course.dialect.cancellation(
            of: followed.job,
            followed.report.state,
            course.plan.intent,
            endpoint: course.endpoint
        )
        guard let request else {
            try await note("not_offered", nil, nil, followed, because: reason, course, words)
            return false
        }
        course.current = try prepared(request, course.plan)
        let (number, asked) = (followed.number, course)
        // A task of its own: this one is cancelled already.
        let end = await Task { await question(number, asked, limit: .seconds(10)) }.value
        guard case .answered(let seen) = end else {
            try await note("no_answer", nil, nil, followed, because: reason, course, words)
            return false
        }
        let status = seen.answer.head.status
        guard case .follow(_, let report, _) = course.step(after: seen.read.reply), report.state == .cancelled else {
            try await note("refused", status, nil, followed, because: reason, course, words)
            return false
        }
        try await note("confirmed", status, report.raw, followed, because: reason, course, words)
        return true
    }

    private func note(
        _ answer: String,
        _ status: Int?,
        _ raw: String?,
        _ followed: FollowedJob,
        because reason: GivingUp,
        _ course: Course,
        _ words: ProviderWords
    ) async throws {
        let entry = entry(course, words)
        try await recorder.append(
            entry.cancel(followed, because: reason.rawValue, answer: answer, status: status, raw: raw)
        )
    }
}
