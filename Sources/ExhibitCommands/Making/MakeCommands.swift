import ExhibitArguments
import ExhibitModel

/// `generate` and `edit`: pictures from a prompt, or from a prompt and pictures.
enum MakeCommands {
    static let generate = Command<CommandContext>(
        "generate",
        "Make a picture from a prompt; with images, from both.",
        MakeOptions(),
        [image] + MakeOptions.common,
        aliases: ["text2img"],
        examples: [
            "exhibit generate --task-name cat --prompt 'An orange cat by a window, no text'",
            "exhibit generate --provider sandbox --prompt 'a dog' --policy sandbox --json",
        ],
        exits: exits
    ) { options, context in await make(options, "generate", context) }

    static let edit = Command<CommandContext>(
        "edit",
        "Make a picture from a prompt and one picture or more.",
        MakeOptions(),
        [
            image,
            .option(
                "mask",
                \.mask,
                "What may change in the first image, as the provider wants it.",
                value: "FILE",
                essential: true,
                completion: .file
            ),
        ] + MakeOptions.common,
        aliases: ["img2img"],
        examples: [
            "exhibit edit --image cat.png --prompt 'The same cat in evening light'",
            "exhibit edit --image cat.png --image hat.jpg --prompt 'The cat wears the hat' --json",
        ],
        exits: exits
    ) { options, context in await make(options, "edit", context) }

    private static let image = Parameter<MakeOptions>.option(
        "image",
        \.images,
        "An image to start from.",
        aliases: ["input-image", "reference-image", "input"],
        value: "FILE",
        essential: true,
        completion: .file
    )

    private static let exits: [(Int32, String)] = [
        ExitCode.done, .usage, .refusedByProvider, .notAcceptable, .busy, .outcomeUnknown,
    ].map { ($0.rawValue, $0.meaning) }

    private static func make(_ options: MakeOptions, _ command: String, _ context: CommandContext) async -> Int32 {
        await context.answering(command, options.output) {
            let request = try MakeRequest(options, isEdit: command == "edit", context)
            return options.dryRun ? try request.dryRun() : try await request.perform()
        }
    }
}
