import ExhibitArguments
import ExhibitJSON

/// `completions bash|zsh|fish`: a script for the shell, from the command table.
enum CompletionsCommand {
    struct Options: Sendable {
        var output = OutputOptions()
        var shell = Shell.bash
    }

    static let command: Command<CommandContext> = Command(
        "completions",
        "Print a completion script for your shell.",
        Options(),
        [.argument("shell", \.shell, "The shell: bash, zsh or fish.", value: "bash|zsh|fish")]
            + OutputOptions.rows.map { $0.at(\.output) },
        examples: [
            "exhibit completions bash > ~/.local/share/bash-completion/completions/exhibit",
            "exhibit completions fish > ~/.config/fish/completions/exhibit.fish",
        ]
    ) { options, context in
        await context.answering("completions", options.output) {
            let script = options.shell.completions(for: CommandTree.root.describe())
            return Answer(
                result: ["shell": .string(options.shell.rawValue), "script": .string(script)],
                lines: [script.trimmed]
            )
        }
    }
}

extension String {
    /// Without the line ends at its end.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }
}
