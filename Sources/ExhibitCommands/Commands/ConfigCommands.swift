import ExhibitArguments
import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel

/// `config show`.
enum ConfigCommands {
    static let command = Command(group: "config", "Look at the settings in force.", [show])

    struct Options: Sendable {
        var output = OutputOptions()
        var home = HomeOptions()
        var provider: String?
        var model: String?
        var explained: SettingKey?
    }

    private static let show = Command<CommandContext>(
        "show",
        "Show every setting in force, and where it came from; secrets are never shown.",
        Options(),
        [
            .option(
                "explain",
                \.explained,
                "Show one setting with all places that were looked at.",
                value: "KEY",
                essential: true
            ),
            .option("provider", \.provider, "As if a run were given this provider.", value: "NAME", essential: true),
            .option("model", \.model, "As if a run were given this model.", value: "NAME", essential: true),
        ] + OutputOptions.rows.map { $0.at(\.output) } + HomeOptions.rows.map { $0.at(\.home) },
        examples: [
            "exhibit config show", "exhibit config show --explain model",
            "exhibit config show --provider openai --json",
        ]
    ) { options, context in
        await context.answering("config show", options.output) {
            let home = try context.home(options.home, options.output)
            let settings = try Settings.load(
                context.environment,
                configFlag: options.home.config,
                homeFolder: home.path
            )
            let effective = try EffectiveSettings(
                settings,
                home: home,
                flags: .init(home: options.home, provider: options.provider, model: options.model)
            )
            if let key = options.explained { return explanation(effective.setting(key)) }
            return overview(SettingKey.allCases.map(effective.setting))
        }
    }

    private static func overview(_ all: [Setting]) -> Answer {
        let rows = all.map { [$0.key.rawValue, $0.value ?? "–", $0.problem ?? $0.source] }
        return Answer(
            result: ["settings": .array(all.map { .object($0.object) })],
            lines: TextTable.lines(["setting", "value", "from"], rows),
            quietLines: all.map { "\($0.key.rawValue)=\($0.value ?? "")" }
        )
    }

    private static func explanation(_ setting: Setting) -> Answer {
        let width = setting.steps.map(\.name.count).max() ?? 0
        let steps = setting.steps.map { step in
            "  \(step.isUsed ? ">" : " ") \(step.name.padded(width))  \(step.value ?? "–")"
        }
        var lines = ["\(setting.key.rawValue)  \(setting.value ?? "–")", setting.key.meaning]
        if let problem = setting.problem { lines.append("problem: \(problem)") }
        return Answer(
            result: ["settings": [.object(setting.object)]],
            lines: lines + ["looked at, the first that is set wins:"] + steps,
            quietLines: setting.value.map { [$0] } ?? []
        )
    }
}
