extension Command {
    /// Understands `words` (without the program's name) and does nothing else.
    package func parse(_ words: [String]) throws(UsageError) -> Invocation<Context> {
        try parse(words, [name])
    }

    private func parse(_ words: [String], _ path: [String]) throws(UsageError) -> Invocation<Context> {
        let usage = Usage(path: path, line: description.usage(path))
        if let start { return invocation(path, try start(words, usage)) }
        guard let first = words.first else {
            if let introduction = description.introduction { return invocation(path, .text(introduction + "\n")) }
            throw usage.error("\(usage.name) needs a command", oneOf(subcommands))
        }
        if let child = child(first) {
            return try child.parse(Array(words.dropFirst()), path + [child.name])
        }
        if let index = words.firstIndex(where: { $0 == "help" || Token.isHelp(Token.halves($0).spelling) }),
            index == 0 || words[..<index].allSatisfy(Token.isFlag)
        {
            let all = Token.halves(words[index]).attached == "all"
            return try help(Array(words[(index + 1)...]), all: all, path, usage)
        }
        throw Token.isFlag(first) ? strayFlag(first, words, usage) : unknownCommand(first, usage)
    }

    /// `help generate` is `generate --help`; `help exit-codes` is a topic.
    private func help(
        _ words: [String],
        all: Bool,
        _ path: [String],
        _ usage: Usage
    ) throws(UsageError) -> Invocation<Context> {
        guard let name = words.first(where: { !Token.isFlag($0) }) else { return invocation(path, .help(all: all)) }
        if let topic = description.topics.first(where: { $0.name == name }) {
            return invocation(path, .text(topic.text + "\n"))
        }
        if let child = child(name) { return try child.helpPage(words, after: name, all: all, path) }
        if name == "all" { return invocation(path, .help(all: true)) }
        throw unknownCommand(name, usage)
    }

    private func helpPage(
        _ words: [String],
        after name: String,
        all: Bool,
        _ path: [String]
    ) throws(UsageError) -> Invocation<Context> {
        let rest = Array(words.drop { $0 != name }.dropFirst())
        let path = path + [self.name]
        guard subcommands.isEmpty else {
            return try help(rest, all: all, path, Usage(path: path, line: description.usage(path)))
        }
        return invocation(path, .help(all: all || rest.first == "all"))
    }

    private func invocation(_ path: [String], _ work: Invocation<Context>.Work) -> Invocation<Context> {
        Invocation(path: path, work: work, page: { HelpPage(command: description, path: path) })
    }

    private func child(_ name: String) -> Command? {
        subcommands.first { $0.name == name || $0.aliases.contains(name) }
    }

    private func oneOf(_ commands: [Command]) -> String {
        let names = commands.filter { !$0.isHidden }.map(\.name)
        return "one of " + names.joined(separator: ", ")
    }

    private func unknownCommand(_ word: String, _ usage: Usage) -> UsageError {
        let shown = description.visible
        let commands = shown.commands.flatMap { [$0.name] + $0.aliases }
        let topics = shown.topics.map(\.name)
        var found = NearestName.suggestions(for: word, among: commands + topics)
            .map { topics.contains($0) ? "help \($0)" : $0 }
        if found.isEmpty {
            found = shown.flattened.filter { $0.path.last == word }.prefix(3).map { $0.path.joined(separator: " ") }
        }
        let question = NearestName.question(found.map { "\(usage.name) \($0)" })
        return usage.error(
            "unknown command \(UsageError.quoted(word))",
            question ?? "\(usage.name) --help lists the commands"
        )
    }

    /// Flags belong to commands; people write some of them in front.
    private func strayFlag(_ word: String, _ words: [String], _ usage: Usage) -> UsageError {
        let spelling = Token.halves(word).spelling
        let owners = description.visible.flattened.filter { node in
            node.command.parameters.contains { $0.spellings.contains(spelling) }
        }
        let shown = UsageError.quoted(spelling).dropFirst().dropLast()
        guard let first = owners.first else {
            return usage.error("unknown flag \(shown)", "\(usage.name) --help lists the commands")
        }
        let named = words.lazy.compactMap(child).first.map { [$0.name] } ?? first.path
        return usage.error(
            "\(shown) stands before the command",
            "flags come after it: \(usage.name) \(named.joined(separator: " ")) \(spelling)"
        )
    }
}
