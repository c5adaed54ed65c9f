import ExhibitModel

/// A string of the OpenClaw config as it will be used, and where it came from.
struct ResolvedText {
    let text: String
    /// `config` for a literal, else the variables that filled it: `$HAPPY_KEY`.
    let source: String
    /// It came from the environment or a secret reference, so it is not for showing.
    let isFromOutside: Bool
    let notes: [Note]
    /// A command tells the text, and was not run: ``text`` is empty.
    var isUnrun = false

    /// Replaces references in the node's string.
    ///
    /// A text with `${…}` left in it is never sent: a request without its tenant header could be billed to another one.
    /// `fault` makes the error from the sentence that names the variables without a value.
    static func expand(
        _ node: ConfigNode,
        from variables: VariableSources,
        fault: (String) -> ConfigurationError
    ) throws(ConfigurationError) -> ResolvedText {
        let expansion = Expansion(of: try node.string(), from: variables)
        guard expansion.missing.isEmpty else {
            throw fault("needs \(expansion.missing.joined(separator: ", ")), which is not set")
        }
        return ResolvedText(
            text: expansion.text,
            source: expansion.used.isEmpty ? "config" : expansion.used.map { "$" + $0.name }.joined(separator: " "),
            isFromOutside: !expansion.used.isEmpty,
            notes: expansion.used.compactMap { note($0.name, $0.layer, node.place) }
        )
    }

    /// A value that did not come from the process environment deserves a word: a file in the current folder filled it.
    static func note(_ name: String, _ layer: String, _ place: Place) -> Note? {
        guard layer != VariableSources.processLayer else { return nil }
        return Note("config.variable_from_file", "\(name) of \(place) comes from \(layer)")
    }
}
