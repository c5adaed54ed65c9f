import ExhibitJSON
import ExhibitModel

/// A value of the OpenClaw config that may hold a secret: a string with references, or a secret reference object.
struct SecretInput {
    let provider: String
    let variables: VariableSources
    /// `secrets.providers` of the same file.
    let secretProviders: ConfigNode?

    /// - Throws: `.noKey` when the value is not to be had, `.unsupported` for sources that this version does not read.
    func resolve(_ node: ConfigNode) throws(ConfigurationError) -> ResolvedText {
        if node.value.object != nil { return try reference(node) }
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

    private func reference(_ node: ConfigNode) throws(ConfigurationError) -> ResolvedText {
        guard let source = node.member("source") else {
            throw .invalid(node.place, "a secret reference needs source and id")
        }
        switch try source.string() {
        case "env":
            return try environmentReference(node)
        case let kind where kind == "file" || kind == "exec":
            throw .unsupported(
                source.place,
                "secret references with source \"\(kind)\" are not supported in this version"
            )
        case "store":
            throw .unsupported(
                source.place,
                "secret references with source \"store\" cannot be read outside OpenClaw"
            )
        case let other:
            throw .invalid(source.place, "there is no secret source \"\(other)\"; this version reads \"env\"")
        }
    }

    private func environmentReference(_ node: ConfigNode) throws(ConfigurationError) -> ResolvedText {
        guard let id = node.member("id") else { throw .invalid(node.place, "a secret reference needs an id") }
        let name = try id.string()
        guard VariableName.isValid(name), !name.hasPrefix("_"), name.utf8.count <= 128 else {
            throw .invalid(id.place, "must be the name of an environment variable in capitals")
        }
        let alias = try node.member("provider")?.string() ?? "default"
        if let allowed = secretProviders?.member(alias)?.member("allowlist") {
            guard let names = allowed.value.array else { throw .invalid(allowed.place, "must be a list of names") }
            guard names.contains(.string(name)) else {
                throw .noKey(provider: provider, reason: "\(allowed.place) does not allow \(name)")
            }
        }
        return try variable(name, node.place)
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
