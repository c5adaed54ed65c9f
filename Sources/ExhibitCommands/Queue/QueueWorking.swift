import ExhibitArguments
import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// The verbs that work on a queue, or change what is worked on.
enum QueueWorking {
    static let work = Command<CommandContext>(
        "work",
        "Work on whatever the queue has, until told to stop (Ctrl-C or SIGTERM finishes what runs).",
        QueueServeOptions(),
        QueueServeOptions.rows,
        examples: ["exhibit queue work", "exhibit queue work --until-empty --json"],
        exits: QueueCommands.making
    ) { options, context in
        await context.answering("queue work", options.queue.output) {
            try await QueueServing(options, context).perform()
        }
    }

    static let cancel = Command<CommandContext>(
        "cancel",
        "Cancel tasks, also those that another process works on, and tell what that achieved.",
        QueueCancelOptions(),
        QueueCancelOptions.rows,
        examples: ["exhibit queue cancel Q7RM2C4D", "exhibit queue cancel --all --no-wait"],
        exits: [ExitCode.done, .usage, .outcomeUnknown, .notFound, .timedOutWaiting].map { ($0.rawValue, $0.meaning) }
    ) { options, context in
        await context.answering("queue cancel", options.queue.output) {
            try await QueueCancelling(options, context).perform()
        }
    }

    static let retry = Command<CommandContext>(
        "retry",
        "Put tasks that ended back in line; what may have been billed only with --retry-unknown.",
        QueueRetryOptions(),
        QueueRetryOptions.rows,
        examples: [
            "exhibit queue retry --failed", "exhibit queue retry Q7RM2C4D",
            "exhibit queue retry --only unknown --retry-unknown",
        ],
        exits: [ExitCode.done, .usage, .outcomeUnknown, .notFound].map { ($0.rawValue, $0.meaning) }
    ) { options, context in
        await context.answering("queue retry", options.queue.output) {
            try await QueueRetrying(options, context).perform()
        }
    }

    static let pause = Command<CommandContext>(
        "pause",
        "Let no further task of the queue begin; what runs goes on.",
        QueueOptions(),
        QueueOptions.rows,
        examples: ["exhibit queue pause"]
    ) { options, context in
        await setPause(true, "queue pause", options, context)
    }

    static let resume = Command<CommandContext>(
        "resume",
        "Let tasks of a paused queue begin again.",
        QueueOptions(),
        QueueOptions.rows,
        examples: ["exhibit queue resume"]
    ) { options, context in
        await setPause(false, "queue resume", options, context)
    }

    private static func setPause(
        _ isPaused: Bool,
        _ name: String,
        _ options: QueueOptions,
        _ context: CommandContext
    ) async -> Int32 {
        await context.answering(name, options.output) {
            let place = try QueuePlace(options, context)
            try await QueueRecorder.write(place, context.environment) { recorder in
                let scope = place.scope(recorder.keys)
                if isPaused { try await recorder.pause(scope) } else { try await recorder.resume(scope) }
            }
            return Answer(
                result: ["ok": true, "state_dir": .string(place.folder), "paused": .bool(isPaused)],
                lines: [isPaused ? "paused: what runs goes on" : "resumed", place.folder],
                quietLines: [place.folder]
            )
        }
    }
}
