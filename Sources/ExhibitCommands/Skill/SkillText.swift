import ExhibitArguments
import ExhibitModel

/// The skill that teaches an agent to use exhibit, in the Agent Skills format: a front matter of YAML, then Markdown.
///
/// Commands and exit statuses come from the tables that the program itself obeys.
enum SkillText {
    /// Also the name of the folder, as the format asks.
    static let name = "exhibit"

    /// The statuses that an agent meets, and what to do at each.
    static let exits: [(code: ExitCode, action: String)] = [
        (.done, "Use the file at `result.output`. Say the path, the provider and the model."),
        (.usage, "Correct the command as `error.hint` says. Nothing was sent."),
        (
            .refusedByProvider,
            "Tell the user what `error.message` says. Do not reword the prompt to get past moderation."
        ),
        (
            .notAcceptable,
            "Do not use the picture, even if there is a file. Show `result.acceptance`; `exhibit policy explain RUN` says "
                + "why. A person decides."
        ),
        (.busy, "Wait (at least 30 seconds), then run `next[0]`. Safe: nothing was billed."),
        (
            .outcomeUnknown,
            "STOP. It may have been billed. Never send it again yourself: tell the user, show `next`, and let the user "
                + "decide."
        ),
    ]

    static func text(_ root: CommandDescription) -> String {
        [frontMatter, purpose, spending, making(root), answer, statuses, never, report].joined(separator: "\n\n") + "\n"
    }

    private static let frontMatter = """
        ---
        name: \(name)
        description: Makes pictures, videos and speech with the AI provider that the user has pinned, and keeps signed \
        evidence of every request, answer and cost. Use it when a picture is to be generated, edited or enlarged, or a \
        video or speech made, with a configured provider, when \
        the result must be provable or pass an acceptance policy, or when somebody asks what was made, with which \
        model, and for how much. Triggers - generate an image, edit this picture, text2img, img2img, reference image, \
        make a video, image to video, read this aloud, upscale, evidence, audit, 文生图, 图生图, 参考图生图, 生成图片, \
        修改图片, 正式生图, 生成视频, 图生视频, 语音合成, 放大图片, 验收, 证据, 审计. Not for drawing \
        charts or diagrams in code, nor for local resizing.
        license: Apache-2.0
        metadata:
          openclaw:
            emoji: "🧾"
            requires:
              bins:
                - exhibit
        ---
        """

    private static let purpose = """
        # exhibit

        `exhibit` sends a prompt to the provider and model that the user has pinned, records everything in a signed \
        ledger before and after it is sent, and judges the result by a policy. There is no fallback to another \
        provider and no local substitute: what comes is the provider's, or nothing comes.

        ## When to use it, and when not

        * Use it for every picture that a configured AI provider is to make or edit (文生图, 图生图), and for its videos \
        and speech.
        * Use it to save what a provider's answer names (`exhibit fetch`), so that it is on record too.
        * Use it to answer where a picture comes from: `exhibit runs list --json`, `exhibit runs show RUN --json`.
        * Do not use it for screenshots, charts, icons in code, or resizing a file: nothing has to be paid for those.
        * Do not use it to look at a picture, or for a provider that the user has not configured.
        """

    private static let spending = """
        ## Ask before spending

        Every run of a making command may cost money, and so may every `--n` and every resumed run. Before the first \
        one, tell the user what will be sent (prompt, provider, model, size, number) and that the price is what \
        `exhibit provider models --offline` says, or unknown; go on when the user agrees. These cost nothing:

        ```
        exhibit provider check --json              # is the provider configured and its key accepted?
        exhibit provider models --json             # what it serves, sizes, limits, shutdown dates
        exhibit generate --prompt '…' --dry-run --json   # the request as it would be sent
        exhibit generate --prompt '…' --provider sandbox --json   # the whole way, with a marked test picture
        ```

        A sandbox picture is marked as simulated. Never hand one over as a result.
        """

    /// Every command that makes something, as the command table has it.
    private static func making(_ root: CommandDescription) -> String {
        let commands = root.visible.commands.filter { $0.heading == nil && !$0.examples.isEmpty }
        let lines = commands.map { "* `exhibit \($0.name)`: \($0.summary) `\($0.examples[0]) --json`" }
        return """
            ## Make

            Always add `--json`, and name the task: `--task-name NAME`. Give prompts and pictures as they are; do not \
            improve a prompt that the user wants unchanged.

            \(lines.joined(separator: "\n"))

            One at a time: wait for a run to end before you start the next, above all with slow providers. A picture \
            takes up to two minutes, a video one to three, some models ten; let the command run, and do not kill it, since a killed request \
            may still be billed. `exhibit COMMAND --help` has every flag.
            """
    }

    private static let answer = """
        ## Read the answer

        Standard output is one JSON document. `ok` is true if and only if the exit status is 0. With `ok`: \
        `result.output` (the first file), `result.outputs[]`, `result.provider`, `result.model`, `result.mode`, \
        `result.input_images[]`, `result.bytes`, `result.cost`, `result.acceptance`, `result.run_dir`, and \
        `result.notes[]`, which the user should see. Without: `error.code`, `error.message`, `error.hint`, \
        `error.billed` and `next[]`, the command lines that continue from here. Never parse the text for people.
        """

    private static var statuses: String {
        let rows = exits.map { "| \($0.code.rawValue) | \($0.code.meaning) | \($0.action) |" }
        return """
            ## Exit statuses

            | status | meaning | what you do |
            |---|---|---|
            \(rows.joined(separator: "\n"))

            Any other status: if `error.billed` is `maybe` or `yes`, do as for 8. Otherwise do what `error.hint` says, \
            once; then ask the user. `exhibit help exit-codes` has them all.
            """
    }

    private static let never = """
        ## Never

        * Never send a run again after exit 8, in whatever form: not with `--retry-unknown`, not as a new command.
        * Never choose another provider or model than the user's because one is refused or busy.
        * Never edit the policy, the configuration or the ledger to get a result accepted.
        * Never put a key on the command line; keys come from the configuration or the environment.
        * Never call a result accepted that exhibit did not: exit 0 alone says so.
        """

    private static let report = """
        ## Report

        Say: the picture's path, the run's id and folder (`result.run_dir`), provider, model, text2img or img2img, \
        the input pictures, the size in bytes, the cost or that it is unknown, and the verdict. When evidence is \
        asked for: `exhibit audit verify --json`, then `exhibit audit export --json`.
        """
}
