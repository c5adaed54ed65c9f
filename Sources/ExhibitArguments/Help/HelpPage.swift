/// The help of one command, from its description.
struct HelpPage: Sendable {
    let command: CommandDescription
    let path: [String]

    private var name: String { path.joined(separator: " ") }

    /// With `all`, every flag and every command below, instead of what people use first.
    func text(all: Bool) -> String {
        let sections = command.isGroup ? group(all: all) : leaf(all: all)
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func leaf(all: Bool) -> [[String]] {
        let shown = command.visible.parameters
        let flags = shown.filter { $0.kind != .argument }
        let brief = flags.filter(\.essential)
        let isBrief = !all && !brief.isEmpty && brief.count < flags.count
        return [head]
            + [section("arguments", rows(shown.filter { $0.kind == .argument }, aliases: !isBrief))]
            + flagSections(isBrief ? brief : flags, aliases: !isBrief)
            + [isBrief ? [rest(flags.count - brief.count)] : []]
            + tail(discussion: !isBrief)
    }

    private func group(all: Bool) -> [[String]] {
        let shown = command.visible
        var sections = [head]
        for heading in Self.ordered(shown.commands.map(\.heading)) {
            let members = shown.commands.filter { $0.heading == heading }
            let rows = members.flatMap { member in
                member.flattened.filter { all ? !$0.command.isGroup : $0.path.isEmpty }.map { node in
                    (([member.name] + node.path).joined(separator: " "), node.command.summary)
                }
            }
            sections.append(section(heading ?? "commands", rows))
        }
        sections.append(section("topics of \(name) help", shown.topics.map { ($0.name, $0.summary) }))
        sections += tail(discussion: true)
        let more = shown.commands.contains(where: \.isGroup) && !all ? "; \(name) --help all lists every one" : ""
        sections.append(Columns.wrapped("\(name) help COMMAND shows one command\(more)", width: Columns.width))
        return sections
    }

    private var head: [String] {
        let also = command.aliases.map { (path.dropLast() + [$0]).joined(separator: " ") }
        let usage = Columns.wrapped(command.usage(path), width: Columns.width - 7)
        return Columns.wrapped(command.summary, width: Columns.width) + [""]
            + usage.enumerated().map { ($0 == 0 ? "usage: " : "       ") + $1 }
            + (also.isEmpty ? [] : ["also:  " + also.joined(separator: ", ")])
    }

    private func tail(discussion: Bool) -> [[String]] {
        [
            discussion ? Columns.paragraphs(command.discussion) : [],
            command.examples.isEmpty ? [] : ["examples:"] + command.examples.map { "  " + $0 },
            section("exit codes", command.exits.map { (String($0.status), $0.meaning) }),
        ]
    }

    private func flagSections(_ flags: [ParameterDescription], aliases: Bool) -> [[String]] {
        Self.ordered(flags.map(\.heading)).map { heading in
            let members = flags.filter { $0.heading == heading }
            let mark = members.contains(where: \.repeatable) ? " (… may be repeated)" : ""
            return section((heading ?? "flags") + mark, rows(members, aliases: aliases))
        }
    }

    private func section(_ title: String, _ rows: [(String, String)]) -> [String] {
        rows.isEmpty ? [] : ["\(title):"] + Columns.table(rows.map { (label: $0.0, text: $0.1) })
    }

    private func rows(_ parameters: [ParameterDescription], aliases: Bool) -> [(String, String)] {
        parameters.map { row in
            var notes: [String] = []
            if row.required, row.kind != .argument { notes.append("required") }
            if !row.choices.isEmpty, row.placeholder != row.choices.joined(separator: "|") {
                notes.append("one of " + row.choices.joined(separator: ", "))
            }
            if let value = row.defaultValue, !(row.kind == .argument && row.required) {
                notes.append("default: \(value)")
            }
            if aliases, !row.aliases.isEmpty {
                notes.append("also " + row.spellings.dropFirst().joined(separator: ", "))
            }
            return (row.label, ([row.help] + notes.map { "(\($0))" }).joined(separator: " "))
        }
    }

    private func rest(_ count: Int) -> String {
        "\(count) more \(count == 1 ? "flag" : "flags"): \(name) --help all"
    }

    /// Each heading once, where it first stood, the unnamed one in front.
    private static func ordered(_ headings: [String?]) -> [String?] {
        var seen: Set<String?> = []
        let distinct = headings.filter { seen.insert($0).inserted }
        return distinct.filter { $0 == nil } + distinct.filter { $0 != nil }
    }
}
