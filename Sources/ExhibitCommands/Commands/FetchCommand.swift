import ExhibitArguments
import ExhibitModel

/// `fetch`: media that is there already, recorded like what was made.
enum FetchCommand {
    static let command = Command<CommandContext>(
        "fetch",
        "Fetch what an address, a text or a file names or holds, and record it.",
        FetchOptions(),
        FetchOptions.all,
        examples: [
            "exhibit fetch https://example.com/cat.png --output cat.png",
            "exhibit fetch answer.html --origin https://example.com/answers/7",
            "exhibit fetch https://example.com/job/7 --header 'Authorization: Bearer env:TOKEN' --json",
        ],
        exits: [ExitCode.done, .failed, .usage, .refusedByProvider, .notAcceptable, .busy].map {
            ($0.rawValue, $0.meaning)
        }
    ) { options, context in
        await context.answering("fetch", options.output) {
            let request = try FetchRequest(options, context)
            return options.sending.dryRun ? try request.dryRun() : try await request.perform()
        }
    }
}
