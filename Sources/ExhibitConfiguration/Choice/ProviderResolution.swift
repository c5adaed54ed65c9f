import ExhibitModel

/// Fills in the chosen provider: from the OpenClaw config, else from the environment of a built-in.
struct ProviderResolution {
    private let choice: ProviderChoice
    private let settings: Settings
    /// What can be spoken.
    private let dialects: [SpokenDialect]
    private let runsCommands: Bool

    init(_ choice: ProviderChoice, _ settings: Settings, dialects: [SpokenDialect], runsCommands: Bool) {
        self.choice = choice
        self.settings = settings
        self.dialects = dialects
        self.runsCommands = runsCommands
    }

    /// - Throws: `.providerNotFound` when neither has it; `.noKey` when its credential is not to be had; `.insecure`
    ///   when a credential would travel over plain http.
    func provider() throws(ConfigurationError) -> ConfiguredProvider {
        let builtIn = BuiltInProvider(rawValue: choice.id)
        // Whoever asks for the sandbox must not be billed because a config has a provider of that name.
        if builtIn == .sandbox { return sandbox() }
        if let config = try settings.openClaw(), let entry = config.provider(choice.id) {
            let dialect = try spoken(ownSettings.dialect ?? "openai")
            let connection = try ConnectionReader.read(entry, config, dialect: dialect, runsCommands: runsCommands)
            let credential =
                "\(entry.place) has no apiKey; give one as ${NAME}, since keys kept by OpenClaw are not read"
            guard connection.hasCredential || connection.baseURL.isLoopback || !dialect.needsKey else {
                throw .noKey(provider: choice.id, reason: credential)
            }
            return try configured(
                connection,
                dialect: dialect.name,
                origin: entry.place.file,
                notes: config.notes
            )
        }
        guard let builtIn else { throw try notFound() }
        let dialect = try spoken(ownSettings.dialect ?? builtIn.dialect)
        return try configured(
            try connection(to: builtIn),
            dialect: dialect.name,
            origin: ConfiguredProvider.builtIn,
            notes: []
        )
    }

    private var ownSettings: ProviderSettings { settings.home.settings(for: choice.id) }

    private func spoken(_ name: String) throws(ConfigurationError) -> SpokenDialect {
        guard let dialect = dialects.first(where: { $0.name == name }) else {
            throw .dialectUnknown(provider: choice.id, dialect: name, known: dialects.map(\.name))
        }
        return dialect
    }

    private func notFound() throws(ConfigurationError) -> ConfigurationError {
        let known = (try settings.openClaw()?.providers.map(\.id) ?? []) + BuiltInProvider.allCases.map(\.rawValue)
        let files = settings.location.lookedAt.map { path in
            path + (settings.location.path == nil ? " (not there)" : "")
        }
        return .providerNotFound(
            name: choice.id,
            source: choice.source,
            suggestion: NearestName.to(choice.id, among: known),
            lookedAt: files + ["the built-ins " + BuiltInProvider.allCases.map(\.rawValue).joined(separator: ", ")]
        )
    }

    private func sandbox() -> ConfiguredProvider {
        ConfiguredProvider(
            id: choice.id,
            dialect: BuiltInProvider.sandbox.dialect,
            baseURL: nil,
            key: nil,
            keySource: nil,
            headers: [],
            secretHeaders: [],
            source: choice.source,
            origin: ConfiguredProvider.builtIn,
            settings: ownSettings,
            peerLimit: .loopback,
            timeout: nil,
            proxy: nil,
            authorityFile: nil,
            unrunCommand: nil,
            notes: []
        )
    }

    private func connection(to builtIn: BuiltInProvider) throws(ConfigurationError) -> ProviderConnection {
        let environment = settings.environment
        switch builtIn {
        case .openai:
            guard let text = environment["OPENAI_API_KEY"] else {
                throw .noKey(provider: choice.id, reason: "$OPENAI_API_KEY is not set")
            }
            let key = Secret(try HeaderRule.value(text, at: Place(file: "$OPENAI_API_KEY")))
            let base = environment["OPENAI_BASE_URL"] ?? "https://api.openai.com/v1"
            return ProviderConnection(
                baseURL: try BaseURL(base, at: Place(file: "$OPENAI_BASE_URL")),
                key: key,
                keySource: "$OPENAI_API_KEY",
                secretHeaders: [SecretHeader("Authorization", prefix: "Bearer ", key)]
            )
        case .imagesAPI:
            guard let text = environment["IMAGES_API_URL"] else {
                throw .invalid(Place(file: "$IMAGES_API_URL"), "is not set")
            }
            return ProviderConnection(baseURL: try BaseURL(text, at: Place(file: "$IMAGES_API_URL")))
        case .clacky: return ProviderConnection(baseURL: try clackyServer())
        case .sandbox: preconditionFailure("the sandbox has no address before it listens")
        }
    }

    /// Where the server's own tools look for it when a variable is not set.
    private func clackyServer() throws(ConfigurationError) -> BaseURL {
        let host = settings.environment["CLACKY_SERVER_HOST"] ?? "127.0.0.1"
        let port = settings.environment["CLACKY_SERVER_PORT"] ?? "7070"
        let place = Place(file: "$CLACKY_SERVER_HOST and $CLACKY_SERVER_PORT")
        return try BaseURL(
            "http://\(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host):\(port)",
            at: place
        )
    }

    private func configured(
        _ connection: ProviderConnection,
        dialect: String,
        origin: String,
        notes: [Note]
    ) throws(ConfigurationError) -> ConfiguredProvider {
        ConfiguredProvider(
            id: choice.id,
            dialect: dialect,
            baseURL: connection.baseURL.text,
            key: connection.key,
            keySource: connection.keySource,
            headers: connection.headers,
            secretHeaders: connection.secretHeaders,
            source: choice.source,
            origin: origin,
            settings: ownSettings,
            peerLimit: try peerLimit(connection),
            timeout: connection.timeout,
            proxy: connection.proxy,
            authorityFile: connection.authorityFile.map(settings.environment.absolute),
            unrunCommand: connection.unrunCommand,
            notes: notes + connection.notes
        )
    }

    /// Plain http: with a credential to loopback only, without one to local addresses, unless the provider's settings
    /// allow more.
    private func peerLimit(_ connection: ProviderConnection) throws(ConfigurationError) -> PeerLimit {
        guard connection.baseURL.isPlainHTTP, !ownSettings.allowHTTP else { return .any }
        guard connection.hasCredential else { return .local }
        guard connection.baseURL.isLoopback else {
            throw .insecure(provider: choice.id, host: connection.baseURL.host)
        }
        return .loopback
    }
}
