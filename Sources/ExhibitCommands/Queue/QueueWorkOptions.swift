import ExhibitArguments

/// How a process works on a queue.
struct QueueWorkOptions: Sendable {
    var maxWorkers: Int?
    var taskTimeoutSeconds: Int?

    static let rows: [Parameter<QueueWorkOptions>] = [
        .option(
            "max-workers",
            \.maxWorkers,
            "Tasks of the queue at a time, in all processes: by itself 4; above 4 only as a policy allows.",
            value: "N",
            essential: true
        ),
        .option(
            "task-timeout-seconds",
            \.taskTimeoutSeconds,
            "How long a task may take with all its attempts, by itself 600; a time that these cannot keep is raised.",
            value: "S",
            essential: true
        ),
    ]
}
