import ExhibitArguments
import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord

/// `queue`: tasks that wait in a folder's name until somebody makes them.
enum QueueCommands {
    static let command = Command(
        group: "queue",
        "Let tasks wait their turn: submit them, work on them from any process, watch, cancel, try again.",
        [
            run, submit, QueueWorking.work, QueueLooking.status, QueueLooking.list, QueueLooking.get,
            QueueLooking.history, QueueWorking.cancel, QueueWorking.retry, QueueWorking.pause, QueueWorking.resume,
        ]
    )

    static let making: [(Int32, String)] = [
        ExitCode.done, .usage, .partial, .notAcceptable, .outcomeUnknown, .ownBound, .interrupted, .terminated,
    ].map { ($0.rawValue, $0.meaning) }

    private static let run = Command<CommandContext>(
        "run",
        "Submit tasks, and work on the queue until these are done.",
        QueueMakingOptions(),
        QueueMakingOptions.all,
        examples: [
            "exhibit queue run @tasks.json", "exhibit queue run tasks.jsonl --max-workers 2 --json",
            "exhibit queue run --prompt 'an orange cat' --task-name cat --task-key cat-1",
        ],
        exits: making,
        discussion: """
            All tasks are checked before the first is submitted. The files of the old queue are in --state-dir, written \
            from the ledger: queue_state.json, tasks.jsonl, events.jsonl and a folder for each task. exhibit help batch \
            tells of the forms of a file.
            """
    ) { options, context in
        await answering("queue run", options, context) { try await QueueRunning.perform($0) }
    }

    private static let submit = Command<CommandContext>(
        "submit",
        "Put tasks into the queue, for whoever works on it.",
        QueueMakingOptions(),
        QueueMakingOptions.all,
        examples: [
            "exhibit queue submit @tasks.json",
            "exhibit queue submit --prompt 'the same cat at night' --task-key cat-2 --after cat-1 --priority 5",
        ],
        exits: making
    ) { options, context in
        await answering("queue submit", options, context) { try await QueueSubmitting.perform($0) }
    }

    private static func answering(
        _ name: String,
        _ options: QueueMakingOptions,
        _ context: CommandContext,
        _ body: (QueueRequest) async throws -> Answer
    ) async -> Int32 {
        await context.answering(name, options.queue.output) {
            do {
                let request = try await QueueRequest(options, context)
                return options.dryRun ? request.dryRun() : try await body(request)
            } catch let error as ManifestError {
                return BatchProblems.answer(error)
            }
        }
    }
}
