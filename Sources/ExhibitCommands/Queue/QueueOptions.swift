import ExhibitArguments

/// What every `queue` verb takes.
struct QueueOptions: Sendable {
    var output = OutputOptions()
    var home = HomeOptions()
    var stateFolder: String?

    static let rows: [Parameter<QueueOptions>] =
        [
            .option(
                "state-dir",
                \.stateFolder,
                "The queue: its folder. By itself $OPENCLAW_IMAGE_QUEUE_DIR, else queue/ in the home.",
                value: "DIR",
                essential: true,
                completion: .directory
            )
        ] + OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
}
