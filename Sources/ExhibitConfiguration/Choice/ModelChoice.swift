package import ExhibitModel

/// Which model a command asks for, and which step of the look-up named it.
package struct ModelChoice: Sendable, Hashable {
    package let name: String
    /// Recorded as `/request/model_source`.
    package let source: String

    /// Names that the sources' scripts send when nobody gave one: never a real model, so never paid for.
    package static let placeholders: Set<String> = ["image-model", "image-edit-model", "video-model"]

    /// The order: `--model`, the environment, the home's `config.json`, what is pinned to the provider, what its dialect
    /// chooses.
    ///
    /// - Throws: `.modelPlaceholder` when no step names a model, or the one that does names a placeholder.
    package static func choose(
        flag: String?,
        mode: Mode,
        provider: ConfiguredProvider,
        dialectModel: String? = nil,
        _ environment: Environment,
        _ home: HomeConfig
    ) throws(ConfigurationError) -> ModelChoice {
        let variables = variables(for: mode, dialect: provider.dialect)
        let own = ownModel(of: provider, mode)
        var candidates: [ModelChoice?] = [flag.map { ModelChoice(name: $0, source: "--model") }]
        candidates += variables.map { variable in
            environment[variable].map { ModelChoice(name: $0, source: "$" + variable) }
        }
        candidates.append(home.model(for: mode).map { ModelChoice(name: $0.name, source: "config.json \($0.key)") })
        candidates.append(own.map { ModelChoice(name: $0, source: "default of \(provider.id)") })
        candidates.append(
            dialectModel.map { ModelChoice(name: $0, source: "default of the dialect \(provider.dialect)") }
        )
        let lookedAt = ["--model"] + variables.map { "$" + $0 } + ["config.json \(HomeConfig.modelKey(for: mode))"]
        let chosen = candidates.compactMap(\.self).first
        guard let chosen, !placeholders.contains(chosen.name), !chosen.name.isEmpty else {
            throw .modelPlaceholder(
                given: chosen?.name,
                variable: variables.first.map { "$" + $0 },
                lookedAt: lookedAt
            )
        }
        return chosen
    }

    /// Refuses a placeholder that takes the chosen model's place later, such as one in extra JSON.
    package static func refusePlaceholder(_ name: String, from source: String) throws(ConfigurationError) {
        guard !placeholders.contains(name) else {
            throw .modelPlaceholder(given: name, variable: nil, lookedAt: [source])
        }
    }

    private static func variables(for mode: Mode, dialect: String) -> [String] {
        let shared = dialect == "openai" ? ["OPENCLAW_IMAGE_MODEL"] : []
        switch mode {
        case .generation: return shared + ["OPENCLAW_MEDIA_IMAGE_MODEL"]
        case .edit: return shared + ["OPENCLAW_MEDIA_EDIT_MODEL"]
        case .video: return ["OPENCLAW_MEDIA_VIDEO_MODEL"]
        // What draws pictures neither speaks nor enlarges.
        case .speech, .upscale, .fetch: return []
        }
    }

    private static func ownModel(of provider: ConfiguredProvider, _ mode: Mode) -> String? {
        if provider.isSandbox { return "sandbox-1" }
        return provider.id == "happy" && (mode == .generation || mode == .edit) ? "gpt-image-2" : nil
    }
}
