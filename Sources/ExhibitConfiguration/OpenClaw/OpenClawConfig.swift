import ExhibitJSON
package import ExhibitModel

/// What exhibit reads of an OpenClaw config: `models.providers`, `env` and `secrets`, with what they include.
///
/// A provider's values are resolved when that provider is chosen, so a faulty entry does not stand in another's way.
package struct OpenClawConfig: Sendable {
    package let location: OpenClawLocation
    /// In file order.
    package let providers: [ProviderEntry]
    package let variables: VariableSources
    /// What the reader of a result should know: an old name, lines of a `.env` file that are not understood.
    package let notes: [Note]
    let secrets: SecretSources

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
        var reader = IncludeReader(try ConfigFile(reading: path), environment)
        let root = try reader.read(sections: ["models", "env", "secrets"])
        return try OpenClawConfig(root, reader.files, location, environment)
    }

    private init(
        _ root: ConfigNode,
        _ read: [ConfigFile],
        _ location: OpenClawLocation,
        _ environment: Environment
    ) throws(ConfigurationError) {
        self.location = location
        let files =
            [DotEnvLayer(folder: environment.currentFolder, shownAs: "./.env")]
            + [location.stateFolder.map { DotEnvLayer(folder: $0, shownAs: $0 + "/.env") }].compactMap(\.self)
        notes = [location.note].compactMap(\.self) + files.flatMap(\.notes)
        let variables = VariableSources(
            layers: [.init(name: VariableSources.processLayer, values: environment.variables)]
                + files.map { .init(name: $0.name, values: $0.values) }
                + (try Self.configLayers(root))
        )
        self.variables = variables
        secrets = SecretSources(
            root.member("secrets"),
            variables: variables,
            trust: ConfigTrust(read),
            environment: environment
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
