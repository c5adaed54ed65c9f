/// One string of the OpenClaw config after `${NAME}` and its kin were replaced.
///
/// Replaced text is not looked at again. What is no reference (lower-case names, other shell operators) stays as it is.
struct Expansion {
    private(set) var text = ""
    /// Names without a value: their references stand in ``text`` unchanged.
    private(set) var missing: [String] = []
    /// Names that were replaced, with the layer that had them.
    private(set) var used: [(name: String, layer: String)] = []

    private struct Reference {
        let name: Substring
        let fallback: Substring?
        let end: Substring.Index
    }

    init(of source: String, from variables: VariableSources) {
        if source.hasPrefix("$"), VariableName.isValid(source.dropFirst()) {
            replace(source.dropFirst(), fallback: nil, original: source[...], from: variables)
            return
        }
        var rest = source[...]
        while let dollar = rest.firstIndex(of: "$") {
            text += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${"), let reference = Self.reference(in: rest.dropFirst()) {
                text += rest[..<reference.end].dropFirst()
                rest = rest[reference.end...]
            } else if let reference = Self.reference(in: rest) {
                replace(reference.name, fallback: reference.fallback, original: rest[..<reference.end], from: variables)
                rest = rest[reference.end...]
            } else {
                text.append(rest.removeFirst())
            }
        }
        text += rest
    }

    private mutating func replace(
        _ name: Substring,
        fallback: Substring?,
        original: Substring,
        from variables: VariableSources
    ) {
        if let found = variables.find(name) {
            text += found.value
            used.append((String(name), found.layer))
        } else if let fallback {
            text += fallback
        } else {
            text += original
            missing.append(String(name))
        }
    }

    /// The `${NAME}` or `${NAME:-fallback}` that `text` begins with.
    private static func reference(in text: Substring) -> Reference? {
        guard text.hasPrefix("${"), let brace = text.firstIndex(of: "}") else { return nil }
        let inside = text[..<brace].dropFirst(2)
        let name = inside.prefix { $0.utf8.count == 1 && $0.utf8.allSatisfy(VariableName.isNameByte) }
        guard VariableName.isValid(name) else { return nil }
        let tail = inside[name.endIndex...]
        let end = text.index(after: brace)
        if tail.isEmpty { return Reference(name: name, fallback: nil, end: end) }
        let fallback = tail.dropFirst(2)
        guard tail.hasPrefix(":-"), !fallback.contains("$"), !fallback.contains("{") else { return nil }
        return Reference(name: name, fallback: fallback, end: end)
    }
}
