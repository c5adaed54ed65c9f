import ExhibitLedger
import ExhibitModel

/// The tasks that one crew has in hand.
actor Bench {
    private var jobs: [String: Job] = [:]
    private(set) var hasFailed = false
    /// What made the record unusable: nothing more is begun then.
    private(set) var fault: (any Error)?

    struct Job {
        let task: ClaimedTask
        let began: ContinuousClock.Instant
        let stop: StopCause
        let work: Task<Void, Never>
        /// Ends the worker's wait for this task, whether or not the task has ended.
        let release: @Sendable () -> Void
        var stoppedAt: ContinuousClock.Instant?
    }

    var leases: [Lease] { jobs.values.map(\.task.lease) }
    var count: Int { jobs.count }

    func add(_ job: Job) { jobs[job.task.lease.id] = job }

    /// Whether the task was still in hand: false for one that was given up as stuck.
    @discardableResult
    func remove(_ lease: Lease) -> Bool { jobs.removeValue(forKey: lease.id) != nil }

    func markFailed() { hasFailed = true }

    /// The first fault stays.
    func keep(_ fault: any Error) { self.fault = self.fault ?? fault }

    /// Tells the task to stop; once is enough.
    func stop(_ lease: Lease, _ code: ErrorCode) {
        guard var job = jobs[lease.id], job.stoppedAt == nil else { return }
        job.stop.set(code)
        job.stoppedAt = .now
        jobs[lease.id] = job
        job.work.cancel()
    }

    /// Tells every task to stop whose time is over: as its submission says, else `timeout`.
    func stopOverdue(_ timeout: Duration?) {
        let now = ContinuousClock.now
        for job in jobs.values where job.stoppedAt == nil {
            guard let limit = job.task.timeoutSeconds.map({ .seconds($0) }) ?? timeout else { continue }
            if now - job.began >= limit { stop(job.task.lease, .taskTimedOut) }
        }
    }

    /// Takes off the bench what was told to stop and has not within the grace.
    func giveUp(after grace: Duration) -> [ClaimedTask] {
        let now = ContinuousClock.now
        let stuck = jobs.values.filter { job in job.stoppedAt.map { now - $0 >= grace } ?? false }
        for job in stuck {
            remove(job.task.lease)
            job.release()
        }
        return stuck.map(\.task)
    }
}
