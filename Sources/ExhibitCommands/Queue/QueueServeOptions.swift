import ExhibitArguments

/// What `queue work` takes.
struct QueueServeOptions: Sendable {
    var queue = QueueOptions()
    var working = QueueWorkOptions()
    var untilEmpty = false
    var policies: [String] = []

    static let rows: [Parameter<QueueServeOptions>] =
        [
            .flag("until-empty", \.untilEmpty, "Stop when nothing waits and nothing is worked on.", essential: true),
            .option(
                "policy",
                \.policies,
                "A policy whose limits.max_workers allows more workers; tasks are judged by their own.",
                value: "NAME|FILE"
            ),
        ] + QueueWorkOptions.rows.map { $0.at(\.working) } + QueueOptions.rows.map { $0.at(\.queue) }
}
