import ExhibitArguments
import ExhibitModel
import ExhibitProvider
import ExhibitRun

/// How a request is sent, repeated and waited for.
struct SendingOptions: Sendable {
    var timeoutMilliseconds: Int?
    var timeoutSeconds: Double?
    var pollInterval: Double?
    var maxPolls: Int?
    var maxAttempts = 3
    var retryBaseDelay = 8.0
    var retryMaxDelay = 45.0
    var retryJitter = 5.0
    var retryUnknown = false
    var raw = false
    var sendAnyway = false
    var dryRun = false
    var noSend = false
    var recipient: String?

    private static let defaultTimeout = 600_000

    /// Longer waits than a day are slips of the finger.
    private static let secondsLimit = 86_400.0
    private static let pollLimit = 1_000_000

    var retry: RetryPlan {
        get throws { try retry(attempts: maxAttempts) }
    }

    /// For a run that has made some of its attempts already; one more is always made.
    func retry(madeBefore made: Int) throws -> RetryPlan { try retry(attempts: try retry.maxAttempts - made) }

    private func retry(attempts: Int) throws -> RetryPlan {
        RetryPlan(
            maxAttempts: attempts,
            baseDelay: try Self.duration("--retry-base-delay", retryBaseDelay, isZeroAllowed: true),
            maxDelay: try Self.duration("--retry-max-delay", retryMaxDelay, isZeroAllowed: true),
            jitter: try Self.duration("--retry-jitter", retryJitter, isZeroAllowed: true),
            retriesUnknown: retryUnknown
        )
    }

    /// For one request, in milliseconds.
    func timeout(_ configured: Duration?) throws -> Int {
        try givenTimeout ?? configured.map { Int($0.components.seconds * 1000) } ?? Self.defaultTimeout
    }

    /// How a job is followed, where the caller says so: `--max-polls` bounds it, else `--timeout-ms` does.
    func polling(_ pace: PollPace) throws -> PollPlan {
        let interval = try pollInterval.map { try Self.duration("--poll-interval", $0) }
        guard let maxPolls else { return PollPlan(interval: interval, deadline: try givenTimeout.map(milliseconds)) }
        guard (1...Self.pollLimit).contains(maxPolls) else {
            throw Report(.usageInvalid, "--max-polls \(maxPolls)", hint: "give 1 to \(Self.pollLimit)")
        }
        return PollPlan(interval: interval, deadline: (interval ?? pace.interval) * maxPolls)
    }

    private var givenTimeout: Int? {
        get throws {
            if let timeoutMilliseconds {
                let limit = Int(Self.secondsLimit * 1000)
                guard (1...limit).contains(timeoutMilliseconds) else {
                    throw Report(
                        .usageInvalid,
                        "a time-out of \(timeoutMilliseconds) ms cannot be met",
                        hint: "give more than 0, and at most \(limit)"
                    )
                }
                return timeoutMilliseconds
            }
            let duration = try timeoutSeconds.map { try Self.duration("--timeout", $0) }
            return duration.map { max(1, Int(($0 / .milliseconds(1)).rounded())) }
        }
    }

    private func milliseconds(_ count: Int) -> Duration { .milliseconds(count) }

    private static func duration(
        _ flag: String,
        _ seconds: Double,
        isZeroAllowed: Bool = false
    ) throws -> Duration {
        guard seconds <= secondsLimit, isZeroAllowed ? seconds >= 0 : seconds > 0 else {
            throw Report(
                .usageInvalid,
                "\(flag) \(seconds.argument) is no time to wait",
                hint: "give \(isZeroAllowed ? "0 or more" : "more than 0") seconds, and at most a day"
            )
        }
        return .seconds(seconds)
    }
}
