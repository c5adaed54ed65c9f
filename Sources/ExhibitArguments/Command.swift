/// A node of the command tree: a group of commands, or a table of rows with an action.
///
/// `Context` is what every action gets besides its own options, such as the home, the clock and the console.
package struct Command<Context: Sendable>: Sendable {
    /// Does the work; the result is the exit status.
    package typealias Action<Options> = @Sendable (Options, Context) async throws -> Int32

    package let name: String
    let aliases: [String]
    let subcommands: [Command]
    private(set) var isHidden = false
    private var heading: String?
    /// Made only for who reads it: a command that acts needs no other command's rows, and its own once.
    private let facts: @Sendable () -> CommandDescription
    let start: (@Sendable ([String], Usage) throws(UsageError) -> Invocation<Context>.Work)?

    /// A command that does something.
    ///
    /// `initial` holds the defaults that help shows. An alias may begin with dashes, such as `--version`. Examples are
    /// whole command lines, shown as they are; `discussion` is paragraphs, divided by empty lines, that full help adds.
    package init<Options: Sendable>(
        _ name: String,
        _ summary: String,
        _ initial: Options,
        _ rows: @escaping @autoclosure @Sendable () -> [Parameter<Options>],
        aliases: [String] = [],
        examples: [String] = [],
        exits: [(Int32, String)] = [],
        discussion: String = "",
        action: @escaping Action<Options>
    ) {
        self.name = name
        self.aliases = aliases
        facts = {
            CommandDescription(
                name: name,
                summary: summary,
                aliases: aliases,
                introduction: nil,
                discussion: discussion,
                parameters: Table(initial, rows()).descriptions,
                commands: [],
                topics: [],
                examples: examples,
                exits: exits.map { ExitDescription(status: $0, meaning: $1) },
                heading: nil,
                hidden: false
            )
        }
        subcommands = []
        start = { words, usage throws(UsageError) in
            switch try Table(initial, rows()).read(words, usage) {
            case .help(let all): .help(all: all)
            case .options(let options, let given):
                .action(options, given: given) { context in try await action(options, context) }
            }
        }
    }

    /// A group of commands.
    ///
    /// `introduction` is what the group says when it stands alone, with exit status 0; without one that is an error.
    /// `topics` are pages for `help NAME`; one with the name of a command goes before that command's own page.
    package init(
        group name: String,
        _ summary: String,
        _ subcommands: [Command],
        aliases: [String] = [],
        introduction: String? = nil,
        topics: [HelpTopic] = [],
        examples: [String] = [],
        exits: [(Int32, String)] = [],
        discussion: String = ""
    ) {
        for names in [subcommands.flatMap { [$0.name] + $0.aliases }, topics.map(\.name)] {
            precondition(Set(names).count == names.count, "two commands or topics of \(name) have one name")
        }
        self.name = name
        self.aliases = aliases
        facts = {
            CommandDescription(
                name: name,
                summary: summary,
                aliases: aliases,
                introduction: introduction,
                discussion: discussion,
                parameters: [],
                commands: subcommands.map(\.description),
                topics: topics,
                examples: examples,
                exits: exits.map { ExitDescription(status: $0, meaning: $1) },
                heading: nil,
                hidden: false
            )
        }
        self.subcommands = subcommands
        start = nil
    }

    /// The same command, found by its name but shown nowhere.
    package func hidden() -> Self {
        var copy = self
        copy.isHidden = true
        return copy
    }

    /// The same command in a section of its own in its group's help.
    package func under(_ heading: String) -> Self {
        var copy = self
        copy.heading = heading
        return copy
    }

    /// Everything about the command but what it does.
    package var description: CommandDescription {
        var description = facts()
        description.hidden = isHidden
        description.heading = heading
        return description
    }

    /// The tree for readers and generators, without what is hidden.
    package func describe() -> CommandDescription { description.visible }

    /// Parses `words` (without the program's name), then prints help or acts.
    ///
    /// - Throws: `UsageError` before anything was done, or what the action throws.
    package func run(
        _ words: [String],
        _ context: Context,
        output: (String) -> Void
    ) async throws -> Int32 {
        try await parse(words).run(context, output: output)
    }
}
