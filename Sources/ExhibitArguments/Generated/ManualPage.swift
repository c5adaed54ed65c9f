/// The whole tool as one page for `man`, in roff.
package struct ManualPage {
    private let root: CommandDescription
    private let version: String
    private let date: String

    /// `root` is the whole tool, as `Command.describe()` gives it; `date` is the version's, such as `2026-11-21`.
    package init(_ root: CommandDescription, version: String, date: String) {
        self.root = root.visible
        self.version = version
        self.date = date
    }

    package var text: String {
        let leaves = root.flattened.filter { !$0.command.isGroup }
        let common = common(leaves.map(\.command))
        let lines =
            [".TH \(quoted(root.name.uppercased())) 1 \(quoted(date)) \(quoted("\(root.name) \(version)"))"]
            + [".SH NAME", "\(escaped(root.name)) \\- \(escaped(root.summary))"]
            + [".SH SYNOPSIS", ".B \(escaped(root.usage([root.name])))"]
            + section("DESCRIPTION", paragraphs(root.introduction ?? "") + paragraphs(root.discussion))
            + section("COMMANDS", leaves.flatMap { command($0.command, [root.name] + $0.path, common) })
            + section("COMMON FLAGS", common.flatMap(row))
            + root.topics.flatMap { section($0.name.uppercased(), verbatim($0.text)) }
            + section("EXIT STATUS", exits(root.exits))
            + section("EXAMPLES", verbatim(root.examples.joined(separator: "\n")))
        return lines.joined(separator: "\n") + "\n"
    }

    /// The rows that more than half of the commands have are described once.
    private func common(_ leaves: [CommandDescription]) -> [ParameterDescription] {
        var uses: [ParameterDescription: Int] = [:]
        var order: [ParameterDescription] = []
        for row in leaves.flatMap(\.parameters) where row.kind != .argument {
            if uses[row] == nil { order.append(row) }
            uses[row, default: 0] += 1
        }
        return leaves.count < 3 ? [] : order.filter { uses[$0, default: 0] * 2 > leaves.count }
    }

    private func command(
        _ command: CommandDescription,
        _ path: [String],
        _ common: [ParameterDescription]
    ) -> [String] {
        let own = command.parameters.filter { !common.contains($0) }
        let also = command.aliases.isEmpty ? [] : [".PP", "Also: " + escaped(command.aliases.joined(separator: ", "))]
        return [".SS \(quoted(command.usage(path)))", escaped(command.summary)] + also + own.flatMap(row)
            + (command.discussion.isEmpty ? [] : [".PP"] + paragraphs(command.discussion))
            + titled("Exit status:", exits(command.exits))
            + titled("Examples:", verbatim(command.examples.joined(separator: "\n")))
    }

    private func row(_ row: ParameterDescription) -> [String] {
        let value = row.placeholder.map { " \\fI\(escaped($0 + (row.repeatable ? "…" : "")))\\fR" } ?? ""
        let names = row.spellings.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
        var notes = [row.help]
        if !row.choices.isEmpty { notes.append("One of " + row.choices.joined(separator: ", ") + ".") }
        if let value = row.defaultValue, row.kind != .argument || !row.required { notes.append("Default: \(value).") }
        return [
            ".TP", names.isEmpty ? String(value.dropFirst()) : names + value, escaped(notes.joined(separator: " ")),
        ]
    }

    private func exits(_ exits: [ExitDescription]) -> [String] {
        exits.flatMap { [".TP", ".B \($0.status)", escaped($0.meaning)] }
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [".SH \(quoted(title))"] + lines
    }

    private func titled(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [".PP", escaped(title)] + lines
    }

    private func paragraphs(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? ".PP" : escaped(String($0)) }
            .drop { $0 == ".PP" }.map(\.self)
    }

    private func verbatim(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
        return [".PP", ".nf", ".RS"] + lines + [".RE", ".fi"]
    }

    private func quoted(_ text: String) -> String { "\"" + escaped(text).replacing("\"", with: "\\(dq") + "\"" }

    /// Nothing in `text` is a request, and every dash, quote and letter is printed as it is.
    private func escaped(_ text: String) -> String {
        var result = text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            }
        }
        return result
    }
}
