package import ExhibitLedger

/// What a crew is to do, and within which bounds.
package struct CrewPlan: Sendable {
    /// When a crew with nothing to do goes home.
    package enum Stay: Sendable, Hashable {
        /// When nothing waits in the scope, and nobody works on anything of it.
        case untilEmpty
        /// When the tasks of one batch have ended, whoever worked on them.
        case untilEnded(batch: String)
        /// Only when it is told to.
        case untilTold
    }

    package var scope: TaskScope
    package var limits: ClaimLimits
    /// How many tasks this process works on at once.
    package var workers: Int
    package var stay: Stay
    /// No task begins after one that did not complete.
    package var stopsAtFailure: Bool
    /// How long a task may take, all its attempts together, where its submission says nothing.
    package var taskTimeout: Duration?

    /// Between being told to stop and having stopped; who takes longer is stuck.
    package var grace = Duration.seconds(10)
    /// Between two looks at the ledger while nothing can be taken.
    package var pause = Duration.milliseconds(200)
    /// Between two signs of life; tasks of workers that are gone are looked for as often.
    package var beat = Duration.seconds(2)

    package init(
        scope: TaskScope,
        limits: ClaimLimits,
        workers: Int,
        stay: Stay,
        stopsAtFailure: Bool = false,
        taskTimeout: Duration? = nil
    ) {
        self.scope = scope
        self.limits = limits
        self.workers = workers
        self.stay = stay
        self.stopsAtFailure = stopsAtFailure
        self.taskTimeout = taskTimeout
    }
}
