import ExhibitArguments
import ExhibitConfiguration
import ExhibitLedger

/// `provider models`.
enum ProviderModels {
    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var name: String?
        var isOffline = false
    }

    static let command = Command<CommandContext>(
        "models",
        "List what a provider serves, beside what is known of each model; never spends.",
        Options(),
        [
            .argument("name", \.name, "The provider; the one that would be used when left out.", value: "NAME"),
            .flag("offline", \.isOffline, "Ask nobody: show the model table alone.", essential: true),
        ] + OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) },
        examples: [
            "exhibit provider models", "exhibit provider models happy --json", "exhibit provider models --offline",
        ],
        exits: [
            (0, "shown; a provider that lists no models proves nothing by it"), (4, "the key is not accepted"),
            (7, "not reached, or busy; the table is shown all the same"),
        ]
    ) { options, context in
        await context.answering("provider models", options.output) {
            let home = try context.home(options.home, options.output)
            let table = try ModelTables.load(home)
            let settings = try Settings.load(
                context.environment,
                configFlag: options.home.config,
                homeFolder: home.path
            )
            return try await context.signals.cancelling {
                try await ModelListing.perform(options.name, isOffline: options.isOffline, table, settings)
            }
        }
    }
}
