import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// Polls that bring no news: a few in a row are borne, what concerns the job itself ends the run.
extension Run {
    /// A poll without an answer that means anything for the job.
    func failed(
        _ reason: String,
        after delay: Duration?,
        _ followed: inout FollowedJob,
        _ course: inout Course
    ) async throws -> Watch {
        followed.failures += 1
        course.log.add("poll \(followed.polls): \(reason)", at: environment.now())
        guard followed.failures > course.dialect.pace(course.plan.intent).failures else { return .goesOn(after: delay) }
        let message = "\(ErrorCode.jobUnreachable.sentence); \(followed.failures) polls in a row failed: \(reason)"
        try await finish(&course, Fault(outcome: .of(.jobUnreachable), message))
        return .over
    }

    /// An answer that is no report: about the job, or only about this poll.
    func failed(
        _ failure: ProviderFailure,
        _ seen: Sighting,
        _ hint: Duration?,
        _ followed: inout FollowedJob,
        _ course: inout Course,
        _ words: ProviderWords
    ) async throws -> Watch {
        let message = words.clean("\(course.plan.provider.id) answered \(failure.message)")
        let outcome = failure.outcome(ambiguous: .retry)
        if outcome.retries {
            return try await failed(message, after: hint ?? failure.wait, &followed, &course)
        }
        let announced = try announced(course.current.request, &course, followed)
        var append = announced.followed(
            by: try evidence(seen.answer, seen.captured, .error, followed.number, course, words).append
        )
        if let state = outcome.code.flatMap(Self.state) {
            followed.report = JobReport(state, raw: failure.providerCode ?? state.rawValue)
            append = append.followed(by: try entry(course, words).status(followed, remembering: false))
        }
        course.log.add("job: \(message)", at: environment.now())
        // Only what is said of the job itself ends it: a refused credential can be mended, and the job asked for again.
        let isFinal = failure.end != nil || (200..<300).contains(failure.status)
        let fault = Fault(
            code: outcome.code ?? .providerFailed,
            message: message,
            billed: max(course.billed, outcome.billed, .maybe),
            state: isFinal ? outcome.state : .timedOut
        )
        if course.settlesUnknown {
            // Whatever is no word on the job leaves it as unknown as it was.
            guard isFinal else { return .goesOn(after: nil) }
            append.drafts.append(
                course.draft(.reconcile, ["outcome": "lost", "by": "provider", "error": .object(fault.object)])
            )
        }
        try await finish(&course, fault, after: append)
        return .over
    }

    private static func state(_ code: ErrorCode) -> JobState? {
        switch code {
        case .jobFailed, .providerModeration: .failed
        case .jobCancelled: .cancelled
        case .jobExpired: .expired
        default: nil
        }
    }
}
