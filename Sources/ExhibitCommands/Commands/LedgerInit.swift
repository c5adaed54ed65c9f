import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitProvider

/// `ledger init`: the home with its keys and its ledger, and the defaults of production runs.
///
/// Doing it twice is the same as once.
enum LedgerInit {
    static func perform(_ options: LedgerCommands.Options, _ context: CommandContext) async throws -> Answer {
        let home = try context.home(options.home, options.output)
        guard options.name == Slug.of(options.name), options.name.utf8.count <= 40 else {
            throw Report(
                .usageInvalid,
                "--name must be letters, digits and dashes, at most 40",
                hint: "write --name prod-01"
            )
        }
        // Everything that can be wrong is found before anything is made.
        let policy = try options.policy.map { try policyName($0, home, context.environment) }
        let before = try HomeConfig.load(home: home.path)
        let isNew = !home.hasLedger
        let recorder = try await Recorder(home: home, name: options.name, context.environment)
        try await recorder.close()
        if options.provider != nil || policy != nil {
            try write(before.text(settingProvider: options.provider, policy: policy), home)
        }
        return try answer(options, context, recorder, isNew: isNew)
    }

    /// The name to keep: a shipped policy's or the home's own as it is, a file by its absolute path.
    private static func policyName(_ name: String, _ home: Home, _ environment: Environment) throws -> String {
        guard name != "-" else {
            throw Report(.policyNotFound, "standard input cannot be a default policy", hint: "name a policy or a file")
        }
        let found = try PolicyLibrary(home: home, environment: environment).find(name)
        return found.origin == "shipped" || found.origin == "\(home.policies)/\(name).json" ? name : found.origin
    }

    private static func write(_ text: String, _ home: Home) throws {
        let bytes = Array(text.utf8)
        if RegularFile.exists(home.config), try RegularFile.read(home.config) == bytes { return }
        try RegularFile.replace(home.config, with: bytes, mode: 0o600, durable: true)
    }

    private static func answer(
        _ options: LedgerCommands.Options,
        _ context: CommandContext,
        _ recorder: Recorder,
        isNew: Bool
    ) throws -> Answer {
        let home = recorder.home
        let settings = try Settings.load(context.environment, configFlag: options.home.config, homeFolder: home.path)
        let defaults = Defaults(settings)
        var notes = defaults.notes
        if !isNew, options.name != "ledger", options.name != recorder.identity.name {
            notes.append(Note("ledger.name_kept", "the ledger keeps its name, \(recorder.identity.name)"))
        }
        let shown = context.environment.shortened(home.path)
        var lines = ["home      \(shown) (\(isNew ? "new), keys made in \(shown)/keys" : "there already)")"]
        if let sentence = defaults.sentence { lines.append("default   \(sentence)") }
        lines += notes.map { "note      \($0.message)" }
        let result = JSONObject([
            ("home", .string(home.path)), ("created", .bool(isNew)), ("keys", .string(home.keys)),
            ("ledger", .string(recorder.identity.ledger)), ("origin", .string(recorder.identity.origin)),
            ("vkey", .string(recorder.identity.vkey.text)), ("default_provider", text(defaults.provider)),
            ("default_model", text(defaults.model)),
            ("default_policy", .array(defaults.policies.map(JSONValue.string))),
            ("notes", .array(notes.map { ["code": .string($0.code), "message": .string($0.message)] })),
        ])
        return Answer(result: .object(result), lines: lines, quietLines: [home.path])
    }

    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// What the home's `config.json` now makes of a run without flags.
    private struct Defaults {
        let provider: String?
        var model: String?
        let policies: [String]
        var notes: [Note] = []

        init(_ settings: Settings) {
            provider = settings.home.defaultProvider
            policies = settings.home.defaultPolicies
            guard let provider else { return }
            do throws(ConfigurationError) {
                let found = try settings.description(
                    ofProvider: provider,
                    mode: .generation,
                    dialects: DialectTable.spoken
                )
                model = try settings.model(flag: nil, mode: .generation, provider: found).name
            } catch {
                // The provider may be configured later, or on another machine: worth a word, not a refusal.
                notes.append(Note("provider.not_ready", error.report.message))
            }
        }

        var sentence: String? {
            let target = provider.map { provider in model.map { "\(provider)/\($0)" } ?? provider }
            let parts = [target, policies.isEmpty ? nil : "policy \(policies.joined(separator: ", "))"].compactMap(
                \.self
            )
            return parts.isEmpty ? nil : parts.joined(separator: ", ")
        }
    }
}
