import ExhibitArguments

/// What `queue cancel` takes.
struct QueueCancelOptions: Sendable {
    var queue = QueueOptions()
    var task: String?
    var batch: String?
    var all = false
    var waitSeconds = 30.0
    var waits = true

    static let rows: [Parameter<QueueCancelOptions>] =
        [
            .argument("task", \.task, "The task, by its key, or by the start or end of its id.", value: "TASK"),
            .option("batch", \.batch, "All tasks of one submission.", value: "ID", essential: true),
            .flag("all", \.all, "All tasks of the queue.", essential: true),
            .option(
                "wait-seconds",
                \.waitSeconds,
                "How long to wait for what is worked on to stop.",
                value: "S",
                essential: true
            ),
            .flag("no-wait", \.waits, "Ask the workers, and do not wait for them.", essential: true, meaning: false),
        ] + QueueOptions.rows.map { $0.at(\.queue) }
}
