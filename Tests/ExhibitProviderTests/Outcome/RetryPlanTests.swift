import ExhibitModel
import Testing

@testable import ExhibitProvider

@Suite struct RetryPlanTests {
    static let busy = AttemptOutcome.of(status: 429, ambiguous: .retry)
    static let refused = AttemptOutcome.of(status: 400, ambiguous: .retry)
    static let silent = AttemptOutcome.of(.noAnswer)

    @Test(arguments: [
        (1, 0.0, Duration.seconds(8)), (2, 0.0, .seconds(16)), (3, 0.0, .seconds(32)), (4, 0.0, .seconds(45)),
        (100, 0.0, .seconds(45)), (1, 0.5, .milliseconds(10_500)), (4, 1.0, .seconds(50)), (1, -3, .seconds(8)),
        (1, 9, .seconds(13)),
    ])
    func `the delay doubles up to its limit, plus jitter`(attempt: Int, fraction: Double, delay: Duration) {
        #expect(RetryPlan().delay(afterAttempt: attempt, fraction: fraction) == delay)
    }

    @Test func `a base above the limit is cut to it`() {
        let plan = RetryPlan(baseDelay: .seconds(60), maxDelay: .seconds(3), jitter: .zero)
        #expect(plan.delay(afterAttempt: 1, fraction: 0.9) == .seconds(3))
    }

    @Test(arguments: [(3, 3, 0), (5, 5, 0), (6, 5, 1), (100, 5, 1), (1, 1, 0), (0, 1, 0), (-4, 1, 0)])
    func `attempts are cut to five, with a note`(asked: Int, made: Int, notes: Int) {
        let plan = RetryPlan(maxAttempts: asked)
        #expect(plan.maxAttempts == made)
        #expect(plan.notes.count == notes)
    }

    typealias Row = (outcome: AttemptOutcome, attempt: Int, after: Duration?, decision: RetryPlan.Decision)

    static let rows: [Row] = [
        (busy, 1, nil, .again(after: .seconds(8))),
        (busy, 2, nil, .again(after: .seconds(16))),
        (busy, 3, nil, .stop),
        (busy, 1, .seconds(1), .again(after: .seconds(1))),
        (busy, 1, .zero, .again(after: .zero)),
        (busy, 1, .seconds(120), .again(after: .seconds(120))),
        (busy, 1, .milliseconds(120_001), .park(for: .milliseconds(120_001))),
        (busy, 3, .seconds(300), .stop),
        (refused, 1, nil, .stop),
        (refused, 1, .seconds(1), .stop),
        (silent, 1, nil, .stop),
        (AttemptOutcome.of(.notDelivered), 1, nil, .again(after: .seconds(8))),
        (AttemptOutcome.of(status: 500, ambiguous: .stop), 1, nil, .stop),
        (
            AttemptOutcome.of(status: 503, ambiguous: .retry, retryHint: RetryHint(shouldRetry: false, after: nil)), 1,
            nil, .stop
        ),
        (
            AttemptOutcome.of(status: 400, ambiguous: .retry, retryHint: RetryHint(shouldRetry: true, after: nil)), 1,
            nil,
            .again(after: .seconds(8))
        ),
    ]

    @Test(arguments: rows)
    func `what follows an attempt`(row: Row) {
        let hint = RetryHint(shouldRetry: nil, after: row.after)
        #expect(RetryPlan().decision(after: row.outcome, attempt: row.attempt, hint: hint, fraction: 0) == row.decision)
    }

    @Test func `silence is answered by another request only with the caller's word`() {
        let plan = RetryPlan(retriesUnknown: true)
        #expect(plan.decision(after: Self.silent, attempt: 1, fraction: 0) == .again(after: .seconds(8)))
        #expect(plan.decision(after: Self.silent, attempt: 3, fraction: 0) == .stop)
        #expect(plan.decision(after: Self.refused, attempt: 1, fraction: 0) == .stop)
    }
}
