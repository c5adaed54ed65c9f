import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider

/// The settings that a run would have, with the place of each.
struct EffectiveSettings {
    struct Flags: Sendable {
        var home: HomeOptions
        var provider: String?
        var model: String?
    }

    let settings: Settings
    let home: Home
    let flags: Flags
    /// The home's `config.json` as it stands, to tell what is set from what is a default.
    private let file: JSONValue
    private let provider: Result<ConfiguredProvider, ConfigurationError>

    init(_ settings: Settings, home: Home, flags: Flags) throws {
        self.settings = settings
        self.home = home
        self.flags = flags
        file = try JSONReader.read(Array(settings.home.text(settingProvider: nil, policy: nil).utf8), .reply)
        do throws(ConfigurationError) {
            provider = .success(
                try settings.description(ofProvider: flags.provider, mode: .generation, dialects: DialectTable.spoken)
            )
        } catch {
            provider = .failure(error)
        }
    }

    func setting(_ key: SettingKey) -> Setting {
        switch key {
        case .home: homeSetting
        case .config: configSetting
        case .provider: providerSetting
        case .key: keySetting
        case .baseURL: fact(key) { ($0.baseURL ?? "in this process", $0.origin) }
        case .dialect: ownSetting(key) { $0.dialect }
        case .model: model(key, .generation, ["OPENCLAW_IMAGE_MODEL", "OPENCLAW_MEDIA_IMAGE_MODEL"], "image")
        case .editModel: model(key, .edit, ["OPENCLAW_IMAGE_MODEL", "OPENCLAW_MEDIA_EDIT_MODEL"], "edit")
        case .policy: Setting(key, [fileStep("default_policy"), step("default", "integrity")])
        case .outDir: outDirSetting
        case .ambiguous: ownSetting(key) { $0.ambiguous.rawValue }
        case .maxInFlight: ownSetting(key) { String($0.maxInFlight) }
        case .requireTLS13: ownSetting(key) { String($0.requireTLS13) }
        case .pinnedPublicKey: ownSetting(key) { $0.pinnedPublicKey }
        case .allowHTTP: ownSetting(key) { String($0.allowHTTP) }
        case .proxy: proxySetting
        }
    }

    private var environment: Environment { settings.environment }

    private func step(_ name: String, _ value: String?) -> Setting.Step { Setting.Step(name: name, value: value) }

    private func variable(_ name: String) -> Setting.Step { step("$" + name, environment[name]) }

    private func fileStep(_ key: String) -> Setting.Step { step("config.json \(key)", file[key].flatMap(Self.text)) }

    private static func text(_ value: JSONValue) -> String? {
        if let names = value.array { return names.compactMap(\.string).joined(separator: ", ") }
        return value.string ?? value.number?.text ?? value.bool.map { String($0) }
    }

    // MARK: Places

    private var homeSetting: Setting {
        let steps = [
            step(Home.Source.flag.rawValue, flags.home.home), variable("EXHIBIT_HOME"),
            step(Home.Source.found.rawValue, home.source == .found ? home.path : nil),
            step(Home.Source.standard.rawValue, home.source == .standard ? home.path : nil),
        ]
        return Setting(.home, home.path, from: home.source.rawValue, steps)
    }

    private var configSetting: Setting {
        let location = settings.location
        let variables = ["OPENCLAW_CONFIG", "OPENCLAW_CONFIG_PATH", "OPENCLAW_STATE_DIR", "OPENCLAW_HOME"]
        let oldVariables = ["CLAWDBOT_CONFIG_PATH", "CLAWDBOT_STATE_DIR"]
        func folder(_ name: String) -> Setting.Step { step(name, location.step == name ? location.path : nil) }
        let steps =
            [step("--config", flags.home.config)] + variables.map(variable) + [folder("~/.openclaw")]
            + oldVariables.map(variable) + ["~/.clawdbot", "~/.moldbot", "~/.moltbot"].map(folder)
        guard let path = location.path else {
            let missing = location.lookedAt.first.map { "\($0) is not there" } ?? "there is no home folder to look in"
            return Setting(.config, nil, from: location.step, steps, problem: missing)
        }
        return Setting(.config, path, from: location.step, steps)
    }

    private var outDirSetting: Setting {
        let root = environment["MEDIA_GENERATION_OUTPUT_ROOT"]
        return Setting(
            .outDir,
            [
                step("config.json out_dir", settings.home.outFolder.map(environment.absolute)),
                step("$MEDIA_GENERATION_OUTPUT_ROOT", root.map { environment.absolute($0) + "/images" }),
                step("default", environment.absolute("tmp/images")),
            ]
        )
    }

    private var proxySetting: Setting {
        let variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        let own = try? provider.get().proxy  // without a provider there is none of its own
        let steps =
            [step("OpenClaw config", own == nil ? nil : "set")]
            + variables.map { step("$" + $0, environment[$0] == nil ? nil : "set") }
        // A proxy's URL may hold a password.
        let setting = Setting(.proxy, steps)
        return Setting(.proxy, setting.value.map { _ in "set (from \(setting.source))" }, from: setting.source, steps)
    }

    // MARK: The provider

    private var providerSetting: Setting {
        let config = try? settings.openClaw()  // a broken config is the problem that is told
        let ids = config?.providers.map(\.id).filter { $0 != "sandbox" } ?? []
        let steps = [
            step("--provider", flags.provider), variable("OPENCLAW_IMAGE_PROVIDER"),
            variable("OPENCLAW_MEDIA_PROVIDER"),
            fileStep("default_provider"), step("OpenClaw config: happy", ids.contains("happy") ? "happy" : nil),
            step("OpenClaw config: first provider", ids.first),
            step("$OPENAI_API_KEY", environment["OPENAI_API_KEY"] == nil ? nil : "openai"),
        ]
        do throws(ConfigurationError) {
            let choice = try settings.choose(flag: flags.provider, mode: .generation)
            return Setting(.provider, choice.id, from: choice.source, steps, problem: failure?.report.message)
        } catch {
            return Setting(.provider, nil, from: "not set", steps, problem: error.report.message)
        }
    }

    private var failure: ConfigurationError? {
        if case .failure(let error) = provider { error } else { nil }
    }

    private var keySetting: Setting {
        fact(.key) { provider in
            if let command = provider.unrunCommand { return ("told by \(command) when it is used", command) }
            guard let header = provider.secretHeaders.first else { return ("needs none", "default") }
            let source = provider.keySource ?? "header \(header.name)"
            return ("set (from \(source))", source == "config" ? provider.origin : source)
        }
    }

    /// A fact of the chosen provider, and the place that it came from.
    private func fact(_ key: SettingKey, _ read: (ConfiguredProvider) -> (String, String)) -> Setting {
        switch provider {
        case .failure(let error): Setting(key, nil, from: "not set", [], problem: error.report.message)
        case .success(let provider):
            switch read(provider) {
            case let (value, source): Setting(key, value, from: source, [step(source, value)])
            }
        }
    }

    /// A setting that `config.json` has for each provider.
    private func ownSetting(_ key: SettingKey, _ read: (ConfiguredProvider) -> String?) -> Setting {
        guard case .success(let provider) = provider else { return fact(key) { _ in ("", "") } }
        let written = file["providers"]?[provider.id]?[key.rawValue]
        let place = "config.json providers.\(provider.id).\(key.rawValue)"
        let value = read(provider)
        return Setting(key, [step(place, written == nil ? nil : value), step("default", value)])
    }

    private func model(_ key: SettingKey, _ mode: Mode, _ variables: [String], _ kind: String) -> Setting {
        let steps =
            [step("--model", flags.model)] + variables.map(variable)
            + [
                step("config.json default_models.\(kind)", file["default_models"]?[kind]?.string),
                fileStep("default_model"),
            ]
        guard case .success(let provider) = provider else {
            return Setting(key, nil, from: "not set", steps, problem: failure?.report.message)
        }
        do throws(ConfigurationError) {
            let choice = try settings.model(flag: flags.model, mode: mode, provider: provider)
            let known = steps.contains { $0.name == choice.source }
            return Setting(
                key,
                choice.name,
                from: choice.source,
                known ? steps : steps + [step(choice.source, choice.name)]
            )
        } catch {
            return Setting(key, nil, from: "not set", steps, problem: error.report.message)
        }
    }
}
