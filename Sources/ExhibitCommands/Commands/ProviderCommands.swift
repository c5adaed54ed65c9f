import ExhibitArguments
import ExhibitConfiguration
import ExhibitLedger
import ExhibitModel

/// `provider list|check|models`.
enum ProviderCommands {
    static let command = Command(
        group: "provider",
        "Look at the configured providers.",
        [list, check, ProviderModels.command]
    )

    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var name: String?

        static let common: [Parameter<Options>] =
            OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
    }

    private static let list = Command<CommandContext>(
        "list",
        "List the providers, whether their keys are set, and which one would be used.",
        Options(),
        Options.common,
        examples: ["exhibit provider list", "exhibit provider list --json"]
    ) { options, context in
        await context.answering("provider list", options.output) {
            try ProviderListing(settings(options, context)).answer
        }
    }

    private static let check = Command<CommandContext>(
        "check",
        "Ask a provider for its models, with the key; never spends.",
        Options(),
        [.argument("name", \.name, "The provider; the one that would be used when left out.", value: "NAME")]
            + Options.common,
        examples: ["exhibit provider check", "exhibit provider check sandbox", "exhibit provider check happy --json"],
        exits: [
            (0, "reached; the answer may still prove nothing, and then says so"), (4, "the key is not accepted"),
            (7, "not reached, or busy"),
        ]
    ) { options, context in
        await context.answering("provider check", options.output) {
            let settings = try settings(options, context)
            return try await context.signals.cancelling { try await ProviderCheck.perform(options.name, settings) }
        }
    }

    private static func settings(_ options: Options, _ context: CommandContext) throws -> Settings {
        let home = try context.home(options.home, options.output)
        return try Settings.load(context.environment, configFlag: options.home.config, homeFolder: home.path)
    }
}
