package import ExhibitProvider

/// What the caller says about following a job; what is nil is left to the dialect's own pace.
package struct PollPlan: Sendable, Hashable {
    /// `--poll-interval`: between two polls.
    package var interval: Duration?
    /// How long the job is followed, from its submit on.
    package var deadline: Duration?

    package init(interval: Duration? = nil, deadline: Duration? = nil) {
        self.interval = interval
        self.deadline = deadline
    }

    /// What holds for a job that has the pace: the caller's word, else the dialect's.
    package func interval(at pace: PollPace) -> Duration { interval ?? pace.interval }

    /// The same for how long it is followed.
    package func deadline(at pace: PollPace) -> Duration { deadline ?? pace.deadline }
}
