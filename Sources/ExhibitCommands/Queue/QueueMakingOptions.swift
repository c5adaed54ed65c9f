import ExhibitArguments
import ExhibitLedger

/// What `queue run` and `queue submit` take: a file, or `generate`'s flags for a single task; flags of the commands that
/// make media hold for every task of a file.
struct QueueMakingOptions: Sendable {
    var queue = QueueOptions()
    var working = QueueWorkOptions()
    var subject: String?
    var maxQueueSize: Int?
    var overflow = OverflowPolicy.reject
    var duplicates = DuplicateMode.skip
    var after: [String] = []
    var priority = 0
    var consent = ConsentOptions()
    var dryRun = false
    var single = SingleTask()
    var defaults = ItemDefaults()

    /// A second bill is accepted for what may have been billed without an answer.
    var retriesUnknown: Bool { defaults[isOn: "retry-unknown"] }

    static let all: [Parameter<QueueMakingOptions>] =
        [
            .argument(
                "tasks",
                \.subject,
                "The tasks: a file, @FILE, - for standard input, or the JSON itself.",
                value: "FILE",
                completion: .file
            )
        ] + SingleTask.rows.map { $0.at(\.single) } + placing + QueueWorkOptions.rows.map { $0.at(\.working) }
        + ConsentOptions.rows.map { $0.at(\.consent) } + QueueOptions.rows.map { $0.at(\.queue) }
        + ItemDefaults.rows.map { $0.at(\.defaults) } + [RefusedFlags.row()]

    private static let placing: [Parameter<QueueMakingOptions>] = [
        .option(
            "max-queue-size",
            \.maxQueueSize,
            "Tasks that may wait beside those that are worked on, by itself 100; the rest is rejected.",
            value: "N",
            essential: true
        ),
        .option("overflow-policy", \.overflow, "For compatibility: what finds no room is rejected, and said."),
        .option(
            "on-duplicate",
            \.duplicates,
            "What becomes of a task whose key a waiting or running task has; reuse also takes what an equal request has made.",
            essential: true
        ),
        .option(
            "after",
            \.after,
            "The key of a task that has to be completed first.",
            value: "KEY",
            essential: true
        ),
        .option(
            "priority",
            \.priority,
            "Higher goes first; a task's own priority counts more.",
            value: "N",
            essential: true
        ),
        .flag(
            "dry-run",
            \.dryRun,
            "Check the tasks, show their requests and the cost; send nothing, record nothing.",
            essential: true
        ),
    ]
}
