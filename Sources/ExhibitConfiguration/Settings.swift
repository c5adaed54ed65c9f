package import ExhibitModel

/// Everything that is configured on this machine, read once: the home's `config.json` and the OpenClaw config.
package struct Settings: Sendable {
    package let environment: Environment
    package let home: HomeConfig
    package let location: OpenClawLocation
    /// A config that is broken, but was not named by `--config`, stops only what needs it: the sandbox does not.
    private let config: Result<OpenClawConfig?, ConfigurationError>

    /// Reads both files; `homeFolder` is nil for commands without a home.
    ///
    /// A fault in the file of `--config` is thrown at once, another OpenClaw config's when that config is needed.
    package static func load(
        _ environment: Environment,
        configFlag: String?,
        homeFolder: String?
    ) throws(ConfigurationError) -> Settings {
        let home = if let homeFolder { try HomeConfig.load(home: homeFolder) } else { HomeConfig() }
        let location = OpenClawLocation.locate(environment, flag: configFlag)
        do throws(ConfigurationError) {
            let config = try OpenClawConfig.load(location, environment)
            return Settings(environment: environment, home: home, location: location, config: .success(config))
        } catch {
            if configFlag != nil { throw error }
            return Settings(environment: environment, home: home, location: location, config: .failure(error))
        }
    }

    /// The OpenClaw config; nil when there is none.
    package func openClaw() throws(ConfigurationError) -> OpenClawConfig? {
        try config.get()
    }

    /// Chooses the provider and fills it in; `dialects` are those that can be spoken.
    package func provider(
        flag: String?,
        mode: Mode,
        dialects: [SpokenDialect]
    ) throws(ConfigurationError) -> ConfiguredProvider {
        let choice = try choose(flag: flag, mode: mode)
        return try ProviderResolution(choice, self, dialects: dialects, runsCommands: true).provider()
    }

    /// The same provider to be told of, not to be asked: no command is run for its secrets.
    package func description(
        ofProvider flag: String?,
        mode: Mode,
        dialects: [SpokenDialect]
    ) throws(ConfigurationError) -> ConfiguredProvider {
        let choice = try choose(flag: flag, mode: mode)
        return try ProviderResolution(choice, self, dialects: dialects, runsCommands: false).provider()
    }

    /// Chooses the model; `dialectModel` is what the provider's dialect takes when nobody names one.
    package func model(
        flag: String?,
        mode: Mode,
        provider: ConfiguredProvider,
        dialectModel: String? = nil
    ) throws(ConfigurationError) -> ModelChoice {
        try ModelChoice.choose(
            flag: flag,
            mode: mode,
            provider: provider,
            dialectModel: dialectModel,
            environment,
            home
        )
    }

    /// The dialect that a provider speaks, whether or not it can be used.
    package func dialect(of provider: String) -> String {
        if let own = home.settings(for: provider).dialect { return own }
        let isConfigured = (try? openClaw())?.provider(provider) != nil
        return (isConfigured ? nil : BuiltInProvider(rawValue: provider)?.dialect) ?? "openai"
    }

    package func choose(flag: String?, mode: Mode) throws(ConfigurationError) -> ProviderChoice {
        if let named = ProviderChoice.named(flag: flag, mode: mode, environment, home) { return named }
        guard let found = ProviderChoice.found(try openClaw(), environment) else {
            throw .providerNotFound(
                name: nil,
                source: nil,
                suggestion: nil,
                lookedAt: ProviderChoice.lookedAt(mode, location, environment)
            )
        }
        return found
    }
}
