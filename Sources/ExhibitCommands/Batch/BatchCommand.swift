import ExhibitArguments
import ExhibitJSON
import ExhibitModel
import ExhibitQueue

/// `batch`: many items from one file.
enum BatchCommand {
    static let command = Command<CommandContext>(
        "batch",
        "Make what every item of a file asks for.",
        BatchOptions(),
        BatchOptions.all,
        examples: [
            "exhibit batch covers.jsonl --dry-run", "exhibit batch covers.jsonl --max-workers 4 --continue-on-error",
            "exhibit batch @batch.json --json", "exhibit batch covers.jsonl --resume --retry-failed",
        ],
        exits: [
            ExitCode.done, .usage, .partial, .notAcceptable, .outcomeUnknown, .ownBound, .interrupted, .terminated,
        ].map { ($0.rawValue, $0.meaning) },
        discussion: """
            All items are checked before the first is sent. A batch has no bound on how many tasks wait, as a queue has; \
            --max-images and --max-cost bound what it may make. exhibit help batch tells of manifests.
            """
    ) { options, context in
        await context.answering("batch", options.output) {
            do {
                let request = try await BatchRequest(options, context)
                return options.dryRun ? try request.dryRun() : try await request.perform()
            } catch let error as ManifestError {
                return BatchProblems.answer(error)
            }
        }
    }
}
