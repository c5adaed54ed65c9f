import ExhibitArguments
import ExhibitJSON

/// `describe`: every command, flag, exit status and error as JSON, for programs that call this one.
enum DescribeCommand {
    static let command: Command<CommandContext> = Command(
        "describe",
        "Print all commands, flags, exit codes and errors as JSON.",
        OutputOptions(),
        OutputOptions.rows,
        examples: ["exhibit describe", "exhibit describe --json"]
    ) { options, context in
        await context.answering("describe", options) {
            let description = ToolDescription.of(CommandTree.root.describe())
            return Answer(result: description, lines: [JSONText.pretty(description)])
        }
    }
}
