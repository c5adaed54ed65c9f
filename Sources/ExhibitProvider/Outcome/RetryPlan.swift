package import ExhibitModel

/// When a request is sent again, and when no more.
package struct RetryPlan: Sendable, Hashable {
    /// What follows a failed attempt.
    package enum Decision: Sendable, Hashable {
        case again(after: Duration)
        /// The provider asks for a wait that is not worth sitting out: the process ends, the run can be resumed then.
        case park(for: Duration)
        case stop
    }

    package static let attemptLimit = 5
    package static let parkAbove = Duration.seconds(120)

    package let maxAttempts: Int
    package let baseDelay: Duration
    package let maxDelay: Duration
    package let jitter: Duration
    /// `--retry-unknown`: the caller's word that a second bill is accepted.
    package let retriesUnknown: Bool
    /// The longest wait for a provider's wish that is sat out; a worker with other tasks to take sits out less.
    package var parkAbove = Self.parkAbove
    package let notes: [Note]

    /// The sources' numbers where nothing is given; more than five attempts are cut to five, with a note.
    package init(
        maxAttempts: Int = 3,
        baseDelay: Duration = .seconds(8),
        maxDelay: Duration = .seconds(45),
        jitter: Duration = .seconds(5),
        retriesUnknown: Bool = false
    ) {
        self.maxAttempts = min(max(1, maxAttempts), Self.attemptLimit)
        self.baseDelay = max(.zero, baseDelay)
        self.maxDelay = max(.zero, maxDelay)
        self.jitter = max(.zero, jitter)
        self.retriesUnknown = retriesUnknown
        notes =
            maxAttempts > Self.attemptLimit
            ? [Note("attempts.cut", "at most \(Self.attemptLimit) attempts are made, not \(maxAttempts)")] : []
    }

    /// What follows the attempt with this number, the first being 1; `fraction` is a random number from 0 up to 1.
    package func decision(
        after outcome: AttemptOutcome,
        attempt: Int,
        hint: RetryHint = .none,
        fraction: Double
    ) -> Decision {
        let wanted = outcome.retries || (outcome.end == .unknownOutcome && retriesUnknown)
        guard wanted, attempt < maxAttempts else { return .stop }
        guard let asked = hint.after else { return .again(after: delay(afterAttempt: attempt, fraction: fraction)) }
        return asked > parkAbove ? .park(for: asked) : .again(after: asked)
    }

    /// The wait without a hint: `min(max, base·2^(attempt-1)) + fraction·jitter`.
    package func delay(afterAttempt attempt: Int, fraction: Double) -> Duration {
        var delay = baseDelay
        for _ in 1..<max(1, attempt) where delay < maxDelay { delay *= 2 }
        return min(delay, maxDelay) + jitter * min(max(0, fraction), 1)
    }
}
