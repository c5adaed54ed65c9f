import ExhibitJSON
import ExhibitModel

/// A value of the OpenClaw config that may hold a secret: a string with references, or a secret reference object.
struct SecretInput {
    let provider: String
    let secrets: SecretSources
    /// False where a provider is only described: its commands stay unrun.
    let runsCommands: Bool

    private var variables: VariableSources { secrets.variables }

    /// - Throws: `.noKey` or `.noSecret` when the value is not to be had, `.untrusted` when it may not be fetched,
    ///   `.unsupported` for sources that exhibit cannot read.
    func resolve(_ node: ConfigNode) throws(ConfigurationError) -> ResolvedText {
        if node.value.object != nil { return try resolve(SecretReference(node, secrets)) }
        let text = try node.string()
        if text == "secretref-managed" {
            throw .noKey(provider: provider, reason: "\(node.place) is kept by OpenClaw itself; give it as ${NAME}")
        }
        if text.hasPrefix("secretref-env:") {
            return try variable(String(text.dropFirst("secretref-env:".count)), node.place)
        }
        guard VariableName.looksLikeOne(text) else {
            return try ResolvedText.expand(node, from: variables) {
                .noKey(provider: provider, reason: "\(node.place) \($0)")
            }
        }
        return bareWord(text, node.place)
    }

    /// OpenClaw's documents write `apiKey: "LITELLM_KEY"` for a variable, so a set variable of that name is meant.
    private func bareWord(_ text: String, _ place: Place) -> ResolvedText {
        guard let found = variables.find(text) else {
            let note = Note(
                "config.key_looks_like_variable",
                "\(place) is taken literally; if it names an environment variable, set it, or write ${NAME}"
            )
            return ResolvedText(text: text, source: "config", isFromOutside: false, notes: [note])
        }
        let note = Note("config.key_is_variable", "\(place) is taken as the name of the environment variable \(text)")
        return ResolvedText(
            text: found.value,
            source: "$" + text,
            isFromOutside: true,
            notes: [note] + [ResolvedText.note(text, found.layer, place)].compactMap(\.self)
        )
    }

    private func resolve(_ reference: SecretReference) throws(ConfigurationError) -> ResolvedText {
        switch reference.source {
        case .env:
            return try variable(reference)
        case .file:
            return try SecretFile(reference, provider: provider, secrets).value()
        case .exec:
            let command = try SecretCommand(reference, provider: provider, secrets)
            return runsCommands ? try command.value() : command.unrun
        case .store:
            preconditionFailure("a reference to the store is refused when it is read")
        }
    }

    private func variable(_ reference: SecretReference) throws(ConfigurationError) -> ResolvedText {
        let name = try reference.id.string()
        guard VariableName.isValid(name), !name.hasPrefix("_"), name.utf8.count <= 128 else {
            throw .invalid(reference.id.place, "must be the name of an environment variable in capitals")
        }
        if let allowed = reference.settings?.member("allowlist") {
            guard let names = allowed.value.array else { throw .invalid(allowed.place, "must be a list of names") }
            guard names.contains(.string(name)) else {
                throw .noKey(provider: provider, reason: "\(allowed.place) does not allow \(name)")
            }
        }
        return try variable(name, reference.place)
    }

    private func variable(_ name: String, _ place: Place) throws(ConfigurationError) -> ResolvedText {
        guard let found = variables.find(name) else {
            throw .noKey(provider: provider, reason: "\(place) needs \(name), which is not set")
        }
        return ResolvedText(
            text: found.value,
            source: "$" + name,
            isFromOutside: true,
            notes: [ResolvedText.note(name, found.layer, place)].compactMap(\.self)
        )
    }
}
