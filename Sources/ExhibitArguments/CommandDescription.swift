/// A command as help, completions, manual page and machine readers see it: facts only, nothing to run.
package struct CommandDescription: Hashable, Sendable {
    package let name: String
    package let summary: String
    package let aliases: [String]
    /// What a group says when it stands alone.
    package let introduction: String?
    /// Paragraphs that full help ends with.
    package let discussion: String
    package let parameters: [ParameterDescription]
    package let commands: [CommandDescription]
    package let topics: [HelpTopic]
    package let examples: [String]
    package let exits: [ExitDescription]
    /// The section of its group's help that it stands in; nil for the first.
    package internal(set) var heading: String?
    package internal(set) var hidden: Bool

    package var isGroup: Bool { parameters.isEmpty && !commands.isEmpty }

    /// Without hidden commands and rows, all the way down.
    package var visible: Self {
        Self(
            name: name,
            summary: summary,
            aliases: aliases,
            introduction: introduction,
            discussion: discussion,
            parameters: parameters.filter { !$0.hidden },
            commands: commands.filter { !$0.hidden }.map(\.visible),
            topics: topics,
            examples: examples,
            exits: exits,
            heading: heading,
            hidden: hidden
        )
    }

    /// Every command below and including this one, with its names after the root's.
    package var flattened: [(path: [String], command: CommandDescription)] {
        [([], self)]
            + commands.flatMap { child in
                child.flattened.map { ([child.name] + $0.path, $0.command) }
            }
    }

    /// `exhibit review deny RUN --reason TEXT [flags]`.
    func usage(_ path: [String]) -> String {
        guard !isGroup else { return (path + ["COMMAND"]).joined(separator: " ") }
        let shown = parameters.filter { !$0.hidden }
        let arguments = shown.filter { $0.kind == .argument }.map { $0.required ? $0.label : "[\($0.label)]" }
        let required = shown.filter { $0.kind != .argument && $0.required }.map(\.label)
        let others = shown.contains { $0.kind != .argument && !$0.required } ? ["[flags]"] : []
        return (path + arguments + required + others).joined(separator: " ")
    }
}

/// What an exit status of a command means.
package struct ExitDescription: Hashable, Sendable {
    package let status: Int32
    package let meaning: String
}
