import ExhibitConfiguration
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRun
import ExhibitSandbox

/// Chooses provider and model in the order of `help environment`, and starts the sandbox when that is the choice.
enum ProviderSetup {
    /// `sandbox` is taken for the built-in one, where it is running already.
    ///
    /// - Throws: `ConfigurationError` when nothing can be chosen or the choice cannot be used; nothing has been sent then.
    static func resolve(
        _ request: ProviderRequestOptions,
        home: Home,
        _ environment: Environment,
        sandbox running: Sandbox? = nil
    ) throws -> ResolvedProvider {
        let settings = try Settings.load(environment, configFlag: request.configFlag, homeFolder: home.path)
        var provider = try settings.provider(flag: request.provider, mode: request.mode, dialects: DialectTable.spoken)
        guard let dialect = DialectTable.dialect(provider.dialect) else {
            preconditionFailure("the settings chose a dialect that was not offered")
        }
        let model = try settings.model(
            flag: request.model,
            mode: request.mode,
            provider: provider,
            dialectModel: request.serverModel ?? dialect.defaultModel(request.mode, inputs: request.inputs)
        )
        let sandbox = provider.isSandbox ? try running ?? Sandbox() : nil
        if let sandbox { provider.baseURL = sandbox.baseURL }
        guard let baseURL = provider.baseURL else {
            preconditionFailure("only the sandbox has no base URL before it listens")
        }
        return ResolvedProvider(
            connection: provider.connection(baseURL: baseURL, environment),
            dialect: dialect,
            maxInFlight: provider.maxInFlight,
            model: model.name,
            modelSource: model.source,
            providerSource: provider.source,
            secrets: provider.knownSecrets,
            config: snapshot(provider, model, settings),
            defaultPolicies: settings.home.defaultPolicies,
            outDir: settings.home.outFolder.map(environment.absolute),
            timeout: provider.timeout,
            prices: settings.home.prices,
            notes: provider.notes,
            sandbox: sandbox
        )
    }

    private static func snapshot(
        _ provider: ConfiguredProvider,
        _ model: ModelChoice,
        _ settings: Settings
    ) -> JSONValue {
        var object = provider.snapshot
        // The sandbox's port is another one each time, and says nothing.
        if provider.isSandbox { object["base_url"] = nil }
        object["model"] = .string(model.name)
        object["model_source"] = .string(model.source)
        object["config_step"] = .string(settings.location.step)
        if !settings.home.defaultPolicies.isEmpty {
            object["default_policy"] = .array(settings.home.defaultPolicies.map { .string(RegularFile.name(of: $0)) })
        }
        return .object(object)
    }
}
