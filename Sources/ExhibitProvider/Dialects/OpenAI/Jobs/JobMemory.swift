import ExhibitModel

/// What is remembered of a job, by name; records hold these names.
enum JobMemory {
    /// The row of ``JobShapes`` that its first answer fitted.
    static let shape = "shape"
    /// Where it is asked for, absolute.
    static let poll = "poll"
    /// Where it is given up, absolute.
    static let cancel = "cancel"
    /// There once the provider has answered a poll about it.
    static let seen = "seen"
    /// How many polls in a row, before that, were answered by 404.
    static let missing = "missing"
}

extension Job {
    var pollAddress: String? { memory[JobMemory.poll] }

    /// The job after an answer that knows it.
    func known(expiresAt: Timestamp?) -> Job {
        var job = self
        job.memory[JobMemory.missing] = nil
        job.memory[JobMemory.seen] = "yes"
        job.expiresAt = expiresAt ?? job.expiresAt
        return job
    }

    /// The job after one more 404; nil when that cannot be haste any more.
    func stillMissing(limit: Int) -> Job? {
        let count = (memory[JobMemory.missing].flatMap { Int($0) } ?? 0) + 1
        guard memory[JobMemory.seen] == nil, count <= limit else { return nil }
        var job = self
        job.memory[JobMemory.missing] = String(count)
        return job
    }
}
