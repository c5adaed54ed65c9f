import ExhibitModel

/// Where the secrets of an OpenClaw config come from: its variables, and its `secrets`.
struct SecretSources: Sendable {
    let variables: VariableSources
    /// Asked before a file is read or a command run.
    let trust: ConfigTrust
    let environment: Environment
    private let providers: ConfigNode?
    private let defaults: ConfigNode?

    init(_ secrets: ConfigNode?, variables: VariableSources, trust: ConfigTrust, environment: Environment) {
        self.variables = variables
        self.trust = trust
        self.environment = environment
        providers = secrets?.member("providers")
        defaults = secrets?.member("defaults")
    }

    /// `secrets.providers.<alias>`.
    func provider(_ alias: String) -> ConfigNode? { providers?.member(alias) }

    /// The provider of references that name none.
    func defaultAlias(_ source: SecretReference.Source) throws(ConfigurationError) -> String {
        try defaults?.member(source.rawValue)?.nonEmptyString() ?? "default"
    }
}
