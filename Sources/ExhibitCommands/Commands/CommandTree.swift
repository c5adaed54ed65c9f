import ExhibitArguments
import ExhibitModel

/// Everything that can be typed after `exhibit`: help, completions, manual page and `describe` come from this table.
enum CommandTree {
    static let root: Command<CommandContext> = Command(
        group: "exhibit",
        "Make AI pictures, video and speech with a pinned provider, and keep the evidence.",
        [
            MakeCommands.generate, MakeCommands.edit, MakeCommands.inpaint, MakeCommands.outpaint,
            MakeCommands.objectEdit, MakeCommands.upscale, MakeCommands.video, MakeCommands.speech,
            FetchCommand.command, MaskCommand.command, BatchCommand.command, QueueCommands.command,
            RunsCommands.command.under("records and evidence"), PolicyCommands.command.under("records and evidence"),
            ReviewCommands.command.under("records and evidence"), AuditCommands.command.under("records and evidence"),
            LedgerCommands.command.under("records and evidence"),
            ProviderCommands.command.under("settings"), ConfigCommands.command.under("settings"),
            DoctorCommand.command.under("settings"), SandboxCommands.command.under("trying it"),
            DemoCommand.command.under("trying it"),
            VersionCommand.command.under("about exhibit"), CompletionsCommand.command.under("about exhibit"),
            SkillCommand.command.under("about exhibit"), ManCommand.command.under("about exhibit"),
            DescribeCommand.command.under("about exhibit"), SchemaCommand.command.under("about exhibit"),
        ],
        introduction: Introduction.text,
        topics: HelpTopics.all,
        examples: [
            "exhibit demo", "exhibit generate --prompt 'an orange cat by a window' --task-name cat",
            "exhibit audit verify",
        ],
        exits: ExitCodesTopic.brief.map { ($0.rawValue, $1) }
    )
}
