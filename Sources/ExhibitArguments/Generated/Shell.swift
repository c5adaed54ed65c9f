/// A shell that completions are written for.
package enum Shell: String, CaseIterable, ArgumentValue {
    case bash, zsh, fish

    /// The script to be loaded by the shell; `root` is the whole tool, as `Command.describe()` gives it.
    package func completions(for root: CommandDescription) -> String {
        switch self {
        case .bash: BashCompletion(tree: CompletionTree(root)).script
        case .zsh: ZshCompletion(tree: CompletionTree(root)).script
        case .fish: FishCompletion(tree: CompletionTree(root)).script
        }
    }

    /// `text` as one literal word.
    package func quoted(_ text: String) -> String {
        switch self {
        case .bash, .zsh: "'" + Self.escaped(text, ["'": "'\\''"]) + "'"
        case .fish: "'" + Self.escaped(text, ["\\": "\\\\", "'": "\\'"]) + "'"
        }
    }

    /// By scalars: a quote with a combining mark behind it is one character, and a quote all the same.
    private static func escaped(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in escaped += escapes[scalar] ?? String(scalar) }
    }
}
