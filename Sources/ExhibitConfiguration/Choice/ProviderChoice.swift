import ExhibitModel

/// Which provider a command uses, and which step of the look-up named it.
package struct ProviderChoice: Sendable, Hashable {
    package let id: String
    /// The step in words that a person can act on; recorded as the fact `/request/provider_source`.
    package let source: String

    /// The steps that name a provider outright, in order; the config is not needed for them.
    static func named(
        flag: String?,
        mode: Mode,
        _ environment: Environment,
        _ home: HomeConfig
    ) -> ProviderChoice? {
        if let flag { return ProviderChoice(id: flag, source: "--provider") }
        for variable in variables(for: mode) {
            if let id = environment[variable] { return ProviderChoice(id: id, source: "$" + variable) }
        }
        return home.defaultProvider.map { ProviderChoice(id: $0, source: "config.json default_provider") }
    }

    /// The steps that look at what there is: `happy`, the config's first, the one built-in whose environment is set.
    static func found(_ config: OpenClawConfig?, _ environment: Environment) -> ProviderChoice? {
        let ids = config?.providers.map(\.id).filter { $0 != BuiltInProvider.sandbox.rawValue } ?? []
        if ids.contains("happy") { return ProviderChoice(id: "happy", source: "OpenClaw config: happy") }
        if let first = ids.first { return ProviderChoice(id: first, source: "OpenClaw config: first provider") }
        let configured = BuiltInProvider.allCases.compactMap { provider in
            provider.configuringVariable(environment).map { ProviderChoice(id: provider.rawValue, source: "$" + $0) }
        }
        return configured.count == 1 ? configured[0] : nil
    }

    /// What an error names when no step has an answer.
    static func lookedAt(_ mode: Mode, _ location: OpenClawLocation, _ environment: Environment) -> [String] {
        let configured = BuiltInProvider.allCases.filter { $0.configuringVariable(environment) != nil }.map(\.rawValue)
        let builtIns =
            configured.isEmpty
            ? ["the environment of the built-ins (" + builtInVariables.joined(separator: ", ") + ")"]
            : ["the built-ins " + configured.joined(separator: " and ") + ", of which more than one is configured"]
        return ["--provider"] + variables(for: mode).map { "$" + $0 } + ["config.json default_provider"]
            + (location.lookedAt.isEmpty ? ["the OpenClaw config (no home folder)"] : location.lookedAt)
            + builtIns
    }

    private static func variables(for mode: Mode) -> [String] {
        (mode.isImage ? ["OPENCLAW_IMAGE_PROVIDER"] : []) + ["OPENCLAW_MEDIA_PROVIDER"]
    }

    private static var builtInVariables: [String] {
        BuiltInProvider.allCases.flatMap(\.variables).map { "$" + $0 }
    }
}

extension Mode {
    /// Whether the command makes pictures, for which the sources have variables of their own.
    var isImage: Bool {
        switch self {
        case .generation, .edit, .upscale: true
        case .video, .speech, .fetch: false
        }
    }
}
