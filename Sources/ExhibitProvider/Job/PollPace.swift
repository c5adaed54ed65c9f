/// How a job is asked for when neither the caller nor the provider says anything else.
package struct PollPace: Sendable, Hashable {
    /// Between two polls, once the first few have come quicker.
    package let interval: Duration
    /// How long one attempt is followed, from its submit on.
    package let deadline: Duration
    /// Polls in a row that may fail before the job is left for later.
    package let failures: Int

    package init(interval: Duration = .seconds(5), deadline: Duration = .seconds(600), failures: Int = 5) {
        self.interval = interval
        self.deadline = deadline
        self.failures = failures
    }

    /// The wait before poll `number` (from 1): the first ones come after 1, 2 and 3 seconds, if that is sooner.
    package func wait(before number: Int) -> Duration {
        min(interval, .seconds(max(1, number)))
    }
}
