import ExhibitArguments
import ExhibitJSON
import ExhibitModel

/// `man`: the whole tool as a manual page, from the command table.
enum ManCommand {
    /// When ``Tool/version`` was made.
    private static let date = "2026-11-21"

    static let command: Command<CommandContext> = Command(
        "man",
        "Print the manual page.",
        OutputOptions(),
        OutputOptions.rows,
        examples: ["exhibit man | man -l -", "exhibit man > ~/.local/share/man/man1/exhibit.1"]
    ) { options, context in
        await context.answering("man", options) {
            let page = ManualPage(CommandTree.root.describe(), version: Tool.version, date: date).text
            // The console ends the last line.
            return Answer(
                result: ["page": .string(page)],
                lines: [page.hasSuffix("\n") ? String(page.dropLast()) : page]
            )
        }
    }
}
