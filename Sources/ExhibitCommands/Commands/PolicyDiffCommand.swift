import ExhibitArguments
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy

extension PolicyCommands {
    struct DiffOptions: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var old = ""
        var new = ""
        var runs = false
        var since: String?
    }

    static let diff = Command<CommandContext>(
        "diff",
        "Say what one policy demands differently from another, and which runs it would judge otherwise.",
        DiffOptions(),
        [
            .argument("old", \.old, "The policy to begin with, by name or file.", value: "NAME|FILE"),
            .argument("new", \.new, "The policy to compare it with.", value: "NAME|FILE"),
            .flag("runs", \.runs, "Judge the recorded runs by both, and name those that differ.", essential: true),
            SinceTime.row(\.since),
        ] + OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) },
        examples: [
            "exhibit policy diff no-mock mine.json",
            "exhibit policy diff happy-gpt-image-2 mine.json --runs --since today",
        ]
    ) { options, context in
        await context.answering("policy diff", options.output) {
            let library = PolicyLibrary(
                home: try context.home(options.home, options.output),
                environment: context.environment
            )
            let old = try library.find(options.old).policy
            let new = try library.find(options.new).policy
            if options.since != nil, !options.runs {
                throw Report(.usageInvalid, "--since goes with --runs", hint: "add --runs, or leave --since out")
            }
            var judged: PolicyRunDiff?
            if options.runs {
                let since = try options.since.map { try SinceTime.rfc3339($0, context.environment.now()) }
                let reader = try context.reader(options.home, options.output)
                judged = try PolicyRunDiff(old, new, reader, since: since)
            }
            return PolicyDiffAnswer(old: old, new: new, changes: PolicyDiff(old, new).changes, runs: judged).answer
        }
    }
}
