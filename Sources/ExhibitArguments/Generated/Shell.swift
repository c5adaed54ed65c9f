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
    func quoted(_ text: String) -> String {
        switch self {
        case .bash, .zsh: "'" + text.replacing("'", with: "'\\''") + "'"
        case .fish: "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
        }
    }
}
