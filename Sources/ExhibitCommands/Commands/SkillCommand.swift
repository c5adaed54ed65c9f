import ExhibitArguments
import ExhibitJSON
import ExhibitModel

/// `skill [--install DIR]`: what an agent has to know to use exhibit.
enum SkillCommand {
    struct Options: Sendable {
        var output = OutputOptions()
        var folder: String?
        var overwrite = false
    }

    static let command: Command<CommandContext> = Command(
        "skill",
        "Print or install the skill with which an agent uses exhibit.",
        Options(),
        [
            .option(
                "install",
                \.folder,
                "Write DIR/exhibit/SKILL.md, where DIR holds skills.",
                value: "DIR",
                essential: true,
                completion: .directory
            ),
            .flag("overwrite", \.overwrite, "Let a SKILL.md that differs go.", essential: true),
        ] + OutputOptions.rows.map { $0.at(\.output) },
        examples: [
            "exhibit skill", "exhibit skill --install ~/.openclaw/skills", "exhibit skill --install skills --overwrite",
        ],
        exits: [
            (0, "printed, installed, or there already"), (2, "a SKILL.md that differs is there; nothing was written"),
        ]
    ) { options, context in
        await context.answering("skill", options.output) {
            let text = SkillText.text(CommandTree.root.describe())
            guard let folder = options.folder else { return printed(text) }
            let install = SkillInstall(into: context.environment.absolute(folder))
            let change = try install.write(text, overwrite: options.overwrite)
            return Answer(
                result: [
                    "name": .string(SkillText.name), "path": .string(install.path), "change": .string(change.rawValue),
                ],
                lines: [context.environment.shortened(install.path)],
                quietLines: [install.path]
            )
        }
    }

    private static func printed(_ text: String) -> Answer {
        // The console ends the last line.
        Answer(
            result: ["name": .string(SkillText.name), "path": .null, "text": .string(text)],
            lines: [String(text.dropLast())]
        )
    }
}
