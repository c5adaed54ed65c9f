import ExhibitArguments
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

extension TaskState: ArgumentValue {}

/// The verbs that only look.
enum QueueLooking {
    struct Options: Sendable {
        var queue = QueueOptions()
        var watches = false
        var states: [TaskState] = []
        var task = ""
        var tailBytes = 4000
        var limit = 200

        static let common: [Parameter<Options>] = QueueOptions.rows.map { $0.at(\.queue) }
    }

    static let status = Command<CommandContext>(
        "status",
        "Tell how many tasks stand where, and who works on what.",
        Options(),
        [.flag("watch", \.watches, "Go on showing what changes, until Ctrl-C.", essential: true)] + Options.common,
        examples: ["exhibit queue status", "exhibit queue status --watch", "exhibit queue status --json"]
    ) { options, context in
        await context.answering("queue status", options.queue.output) {
            let place = try QueuePlace(options.queue, context)
            if options.watches {
                return try await QueueWatching(place: place, context: context, output: options.queue.output).perform()
            }
            let contents = try QueueContents(place, context.environment)
            return try QueueStatus.answer(contents, at: context.environment.now())
        }
    }

    static let list = Command<CommandContext>(
        "list",
        "List the queue's tasks, in the order of submission.",
        Options(),
        [
            .option("status", \.states, "Only tasks in this state.", value: "STATE", essential: true)
        ] + Options.common,
        examples: ["exhibit queue list", "exhibit queue list --status failed --json"]
    ) { options, context in
        await context.answering("queue list", options.queue.output) {
            let place = try QueuePlace(options.queue, context)
            return try QueueList.answer(Set(options.states), QueueContents(place, context.environment))
        }
    }

    static let get = Command<CommandContext>(
        "get",
        "Show one task: how it stands, the ends of its logs, the paths of what was made.",
        Options(),
        [
            .argument("task", \.task, "The task, by its key, or by the start or end of its id.", value: "TASK"),
            .option("tail-bytes", \.tailBytes, "How much of the ends of its logs.", value: "N", essential: true),
        ] + Options.common,
        examples: ["exhibit queue get Q7RM2C4D", "exhibit queue get cat-1 --tail-bytes 400 --json"],
        exits: [ExitCode.done, .usage, .notFound].map { ($0.rawValue, $0.meaning) }
    ) { options, context in
        await context.answering("queue get", options.queue.output) {
            let place = try QueuePlace(options.queue, context)
            return try QueueShow.answer(
                options.task,
                tailBytes: options.tailBytes,
                QueueContents(place, context.environment)
            )
        }
    }

    static let history = Command<CommandContext>(
        "history",
        "List the queue's tasks, the newest first, and the submissions that they came by.",
        Options(),
        [.option("limit", \.limit, "At most this many.", aliases: ["-n"], value: "N", essential: true)]
            + Options.common,
        aliases: ["runs"],
        examples: ["exhibit queue history", "exhibit queue history -n 20 --json"]
    ) { options, context in
        await context.answering("queue history", options.queue.output) {
            let place = try QueuePlace(options.queue, context)
            return try QueueList.history(limit: options.limit, QueueContents(place, context.environment))
        }
    }
}
