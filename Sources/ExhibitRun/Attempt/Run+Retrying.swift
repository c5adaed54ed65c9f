import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// What follows a failed attempt: wait and go on, park the run, or end it.
extension Run {
    /// Records the failed attempt, and decides: wait and go on, park, or end.
    func goesOn(
        after failure: FailedAttempt,
        _ number: Int,
        madeNow: Int,
        instead: ProviderRequest?,
        _ course: inout Course
    ) async throws -> Bool {
        let failed = course.bills ? failure : failure.unbilled
        let decision = decision(after: failed, madeNow: madeNow, instead: instead, course)
        course.billed = max(course.billed, failed.outcomeBilled)
        var append = failed.evidence
        var body = failed.body(number)
        var wait: Duration?
        switch decision {
        case .again(let delay) where instead == nil, .park(let delay):
            wait = delay
            body["not_before"] = .string(environment.now().adding(milliseconds: delay.milliseconds).description)
        case .again, .stop: break
        }
        append.drafts.append(course.draft(.attemptFailed, attempt: number, body))
        try await recorder.append(append)
        course.current = try prepared(instead ?? course.planned.request, course.plan, like: course.current)
        switch decision {
        case .again where wait == nil: return true
        case .again:
            course.log.add("attempt \(number): sent again in \((wait ?? .zero).milliseconds) ms", at: environment.now())
            do {
                try await Task.sleep(for: wait ?? .zero)
                return true
            } catch {
                try await finish(&course, stopped(.cancelled, course.billed))
                return false
            }
        case .park:
            course.log.add("parked until \(body["not_before"]?.string ?? "")", at: environment.now())
            try await park(&course)
            return false
        case .stop:
            try await finish(&course, fault(failed, course))
            return false
        }
    }

    private func decision(
        after failed: FailedAttempt,
        madeNow: Int,
        instead: ProviderRequest?,
        _ course: Course
    ) -> RetryPlan.Decision {
        guard !failed.isCancelled else { return .stop }
        guard instead == nil else { return .again(after: .zero) }
        return course.plan.retry.decision(
            after: failed.outcome,
            attempt: madeNow,
            hint: failed.hint,
            fraction: fraction()
        )
    }

    /// The same request is not made ready twice.
    private func prepared(
        _ request: ProviderRequest,
        _ plan: RunPlan,
        like current: PreparedRequest
    ) throws
        -> PreparedRequest
    {
        request == current.request ? current : try prepared(request, plan)
    }

    /// The run waits for a later process; only its log is written.
    private func park(_ course: inout Course) async throws {
        var append = Append([])
        log(course, &append)
        try await recorder.append(append)
    }

    private func fraction() -> Double {
        let bytes = environment.random(2)
        return Double(Int(bytes[0]) << 8 | Int(bytes[1])) / 65_536
    }
}
