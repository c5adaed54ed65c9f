/// The server keeps so many jobs, finished ones included, and each for ten minutes: an idle server can be full.
enum JobsExpiry {
    static let limit = 50
    private static let age = Duration.seconds(600)

    static func sweep(_ board: TaskBoard<JobOrder>) {
        let now = ContinuousClock.now
        for task in board.all where task.work.taken.duration(to: now) > age { board.remove(task.id) }
    }
}
