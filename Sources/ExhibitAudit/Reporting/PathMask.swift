import ExhibitJSON

/// Takes the paths of this machine out of texts that leave it.
struct PathMask {
    /// The longest first.
    private let paths: [(path: String, word: String)]

    init(home: String, user: String?, others: [String] = []) {
        var paths = others.map { ($0, "(a path)") }
        paths.append((home, "(home)"))
        if let user, user.utf8.count > 1 { paths.append((user, "~")) }
        self.paths = paths.sorted { $0.0.utf8.count > $1.0.utf8.count }
    }

    /// The text with every known path replaced.
    func hide(_ text: String) -> String {
        guard text.contains("/") else { return text }
        return paths.reduce(text) { $0.replacing($1.path, with: $1.word) }
    }

    /// The same for the words of an audit, which names paths that nothing here knows: whatever looks like one goes.
    func hideAll(_ text: String) -> String {
        guard text.contains("/") else { return text }
        var words: [Substring] = []
        for word in hide(text).split(separator: " ", omittingEmptySubsequences: false) {
            let open = word.prefix { "(\"'“".contains($0) }
            let rest = word.dropFirst(open.count)
            words.append(rest.hasPrefix("/") && rest.dropFirst().contains("/") ? "\(open)(a path)" : word)
        }
        return words.joined(separator: " ")
    }

    func hide(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(hide(text))
        case .array(let elements): .array(elements.map(hide))
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, hide($0.value)) }))
        case .null, .bool, .number: value
        }
    }
}
