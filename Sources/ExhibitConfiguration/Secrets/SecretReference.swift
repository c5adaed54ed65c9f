import ExhibitJSON

/// `{source, provider, id}`: a value of the config that stands in a variable, in a file, or behind a command.
struct SecretReference {
    enum Source: String, CaseIterable {
        case env
        case file
        case exec
        /// Kept by a running OpenClaw.
        case store
    }

    let source: Source
    /// The name of the secret provider, under `secrets.providers`.
    let alias: String
    let id: ConfigNode
    let place: Place
    /// `secrets.providers.<alias>`, where there is one.
    let settings: ConfigNode?

    init(_ node: ConfigNode, _ secrets: SecretSources) throws(ConfigurationError) {
        guard let kind = node.member("source"), let id = node.member("id") else {
            throw .invalid(node.place, "a secret reference needs source and id")
        }
        let source = try kind.word(Source.self)
        guard source != .store else {
            throw .unsupported(kind.place, "a secret of source \"store\" cannot be read outside OpenClaw")
        }
        let given = node.member("provider")
        let alias = if let given { try given.string() } else { try secrets.defaultAlias(source) }
        guard Self.isAlias(alias) else {
            throw .invalid((given ?? node).place, "\"\(alias)\" cannot be the name of a secret provider")
        }
        self.source = source
        self.alias = alias
        self.id = id
        place = node.place
        settings = secrets.provider(alias)
        guard settings != nil || source == .env else {
            throw .invalid(node.place, "there is no \"\(alias)\" in secrets.providers")
        }
        if let kind = settings?.member("source"), case let text = try kind.string(), text != source.rawValue {
            throw .invalid(kind.place, "is \"\(text)\", but \(node.place) asks for \"\(source.rawValue)\"")
        }
    }

    /// Small letters, digits, `_` and `-`, at most 64, a letter first.
    private static func isAlias(_ text: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = text.utf8.first, letters.contains(first), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || "_-".utf8.contains($0) }
    }
}
