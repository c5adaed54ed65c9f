import ExhibitJSON
package import ExhibitModel

/// What exhibit reads of an OpenClaw config: `models.providers`, `env`, and `secrets.providers`.
///
/// A provider's values are resolved when that provider is chosen, so a faulty entry does not stand in another's way.
package struct OpenClawConfig: Sendable {
    package let location: OpenClawLocation
    /// In file order.
    package let providers: [ProviderEntry]
    package let variables: VariableSources
    /// What the reader of a result should know: lines of a `.env` file that are not understood.
    package let notes: [Note]
    let secretProviders: ConfigNode?

    package func provider(_ id: String) -> ProviderEntry? {
        providers.first { $0.id == id }
    }

    /// Nil when no config was named and none is in the usual place.
    package static func load(
        _ location: OpenClawLocation,
        _ environment: Environment
    ) throws(ConfigurationError) -> OpenClawConfig? {
        guard let path = location.path else { return nil }
        guard RegularFile.exists(path) else {
            throw .missing(path: path, step: location.step)
        }
        let bytes = try ConfigFile.read(path)
        let root = try ConfigFile.parse(bytes, path, JSON5Reader.read)
        return try OpenClawConfig(root, location, environment)
    }

    init(_ root: ConfigNode, _ location: OpenClawLocation, _ environment: Environment) throws(ConfigurationError) {
        let include =
            Include.direct(in: root)
            ?? ["models", "env", "secrets"].compactMap(root.member).lazy.compactMap(Include.find).first
        if let include { throw .unsupported(include, "$include is not supported in this version") }
        self.location = location
        secretProviders = root.member("secrets")?.member("providers")
        let files =
            [DotEnvLayer(folder: environment.currentFolder, shownAs: "./.env")]
            + [location.stateFolder.map { DotEnvLayer(folder: $0, shownAs: $0 + "/.env") }].compactMap(\.self)
        notes = files.flatMap(\.notes)
        variables = VariableSources(
            layers: [.init(name: VariableSources.processLayer, values: environment.variables)]
                + files.map { .init(name: $0.name, values: $0.values) }
                + (try Self.configLayers(root))
        )
        var providers: [ProviderEntry] = []
        for (id, node) in try root.member("models")?.member("providers")?.members() ?? [] {
            providers.append(ProviderEntry(id: id, node: node))
        }
        self.providers = providers
    }

    /// `env.vars`, and names directly under `env`, where older configs keep them.
    private static func configLayers(_ root: ConfigNode) throws(ConfigurationError) -> [VariableSources.Layer] {
        guard let env = root.member("env") else { return [] }
        let current = try env.member("vars")?.members() ?? []
        let legacy = try env.members().filter { $0.node.value.object == nil }
        return [
            .init(name: "env.vars", values: try texts(current)),
            .init(name: "env", values: try texts(legacy)),
        ]
    }

    private static func texts(
        _ members: [(key: String, node: ConfigNode)]
    ) throws(ConfigurationError) -> [String: String] {
        var texts: [String: String] = [:]
        for (name, node) in members {
            switch node.value {
            case .string(let text): texts[name] = text
            case .number(let number): texts[name] = number.text
            case .bool(let flag): texts[name] = String(flag)
            default: throw .invalid(node.place, "must be a string")
            }
        }
        return texts
    }
}
