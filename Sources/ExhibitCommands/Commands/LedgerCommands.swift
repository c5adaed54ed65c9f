import ExhibitArguments
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// `ledger init|info|backup|rebuild|forget`.
enum LedgerCommands {
    static let command = Command(
        group: "ledger",
        "Make the home, look at it, back it up, rebuild its tables, erase what must not stay.",
        [make, info, backup, rebuild, LedgerForget.command]
    )

    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var name = "ledger"
        var provider: String?
        var policy: String?
        var out: String?
        var withKeys = false

        static let common: [Parameter<Options>] =
            OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) }
    }

    private static let make = Command<CommandContext>(
        "init",
        "Make the home with its keys and its ledger, and write its defaults.",
        Options(),
        [
            .option("provider", \.provider, "The provider that runs use by default.", value: "NAME", essential: true),
            .option("policy", \.policy, "The policy that judges runs by default.", value: "NAME", essential: true),
            .option("name", \.name, "A readable name for the ledger.", value: "NAME", essential: true),
        ] + Options.common,
        examples: ["exhibit ledger init", "exhibit ledger init --provider happy --policy happy-gpt-image-2"]
    ) { options, context in
        await context.answering("ledger init", options.output) { try await LedgerInit.perform(options, context) }
    }

    private static let info = Command<CommandContext>(
        "info",
        "Say where the ledger is, who it is, and how much it holds.",
        Options(),
        Options.common,
        examples: ["exhibit ledger info", "exhibit ledger info --json"]
    ) { options, context in
        await context.answering("ledger info", options.output) {
            let reader = try context.reader(options.home, options.output)
            let counts = try reader.counts()
            let size = try reader.size()
            let root = reader.root(size)?.hex
            let rows: [(String, String)] = [
                ("home", reader.home.path), ("origin", reader.identity.origin), ("key", reader.identity.vkey.text),
                ("entries", "\(counts.entries), root \(root?.prefix(16) ?? "?")…"),
                ("runs", "\(counts.runs), \(counts.openRuns) open"),
                ("artifacts", "\(counts.artifacts) files, \(counts.artifactBytes) bytes"),
                ("checkpoints", "\(counts.checkpoints)"), ("database", "\(counts.databaseBytes) bytes"),
            ]
            let result = JSONObject([
                ("home", .string(reader.home.path)), ("ledger", .string(reader.identity.ledger)),
                ("origin", .string(reader.identity.origin)),
                ("vkey", .string(reader.identity.vkey.text)), ("entries", .number(JSONNumber(counts.entries))),
                ("root", root.map(JSONValue.string) ?? .null), ("runs", .number(JSONNumber(counts.runs))),
                ("open_runs", .number(JSONNumber(counts.openRuns))),
                ("artifacts", .number(JSONNumber(counts.artifacts))),
                ("artifact_bytes", .number(JSONNumber(counts.artifactBytes))),
                ("checkpoints", .number(JSONNumber(counts.checkpoints))),
                ("database_bytes", .number(JSONNumber(counts.databaseBytes))),
            ])
            return Answer(
                result: .object(result),
                lines: rows.map { "\($0.0.padded(11)) \($0.1)" },
                quietLines: [reader.home.path]
            )
        }
    }

    private static let backup = Command<CommandContext>(
        "backup",
        "Copy the home as it is now, while others go on writing.",
        Options(),
        [
            .option(
                "out",
                \.out,
                "The copy's folder, where nothing is yet.",
                value: "DIR",
                required: true,
                completion: .directory
            ),
            .flag("with-keys", \.withKeys, "Copy the keys too: whoever has them signs as you.", essential: true),
        ] + Options.common,
        examples: [
            "exhibit ledger backup --out /mnt/backup/exhibit-friday", "exhibit ledger backup --out full --with-keys",
        ],
        exits: [(0, "written whole"), (12, "written, but the home itself lacks artifacts that its entries name")]
    ) { options, context in
        await context.answering("ledger backup", options.output) { try LedgerBackup.perform(options, context) }
    }

    private static let rebuild = Command<CommandContext>(
        "rebuild",
        "Throw the derived tables away and make them again from the entries.",
        Options(),
        Options.common,
        examples: ["exhibit ledger rebuild", "exhibit ledger rebuild --json"]
    ) { options, context in
        await context.answering("ledger rebuild", options.output) {
            let home = try context.home(options.home, options.output)
            guard home.hasLedger else { throw LedgerError.missing(home: home.path) }
            let entries = try LedgerRebuild.perform(home)
            return Answer(result: ["entries": .number(JSONNumber(entries))], lines: ["rebuilt from \(entries) entries"])
        }
    }
}
