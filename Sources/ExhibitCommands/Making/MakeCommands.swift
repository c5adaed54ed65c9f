import ExhibitArguments
import ExhibitModel

/// The commands that make media, each a table over one pipeline.
enum MakeCommands {
    static let generate = command(
        .generate,
        "Make a picture from a prompt; with images, from both.",
        aliases: ["text2img"],
        examples: [
            "exhibit generate --task-name cat --prompt 'An orange cat by a window, no text'",
            "exhibit generate --provider sandbox --prompt 'a dog' --policy sandbox --json",
        ]
    )

    static let edit = command(
        .edit,
        "Make a picture from a prompt and one picture or more.",
        aliases: ["img2img"],
        examples: [
            "exhibit edit --image cat.png --prompt 'The same cat in evening light'",
            "exhibit edit --image cat.png --image hat.jpg --prompt 'The cat wears the hat' --json",
        ],
        discussion: """
            --denoise, where the provider has it: 0.3 to 0.5 changes little, 0.5 to 0.7 moderately, 0.7 to 0.9 much; to \
            replace what a mask shows, 0.8 to 1, to correct it, 0.5 to 0.7.
            """
    )

    static let inpaint = command(
        .inpaint,
        "Paint a part of a picture anew, and measure what changed around it.",
        examples: [
            "exhibit inpaint --image cat.png --region ellipse:300:120:200:160 --prompt 'A red hat' --preserve-outside",
            "exhibit inpaint --image cat.png --x 300 --y 120 --width 200 --height 160 --mask-only --output mask.png",
        ],
        discussion: maskDiscussion
    )

    static let outpaint = command(
        .outpaint,
        "Make a picture larger, and let its new room be painted.",
        examples: [
            "exhibit outpaint --image cat.png --left 256 --right 256 --prompt 'The room goes on'",
            "exhibit outpaint --image cat.png --expand 128 --mode blur --canvas-only",
        ],
        discussion: """
            The new room is what may change: the rest is measured afterwards, and --preserve-outside puts it back. \
            Without --prompt this is sent: \(PromptReader.outpaint)
            """
    )

    static let objectEdit = command(
        .objectEdit,
        "Find the object of a picture by itself, and paint it or all around it anew.",
        examples: [
            "exhibit object-edit --image product.png --edit-target background --prompt 'On a marble table'",
            "exhibit object-edit --image product.png --selection-mode alpha --prepare-only --output mask.png",
        ],
        discussion: maskDiscussion
    )

    private static let maskDiscussion = """
        The mask has the size of the upright picture. It is made in this order: regions or file, --mask-invert, \
        --expand, --shrink, --feather; it is then told to the provider in the provider's own way. After the reply the \
        pixels that changed where the mask is black are counted.
        """

    static let video = command(
        .video,
        "Make a video from a prompt, and from a first frame when there is one.",
        examples: [
            "exhibit video --prompt 'The cat turns its head' --image cat.png --seconds 8",
            "exhibit video --prompt 'Rain on a window' --aspect-ratio portrait --json",
        ],
        discussion: """
            A video is made while you wait: --timeout-ms, or --max-polls with --poll-interval, says how long. A job \
            that was not done in time is not lost: exhibit runs resume goes on with it.
            """
    )

    static let speech = command(
        .speech,
        "Speak a text.",
        examples: [
            "exhibit speech --input 'Good evening.' --voice Kore --output evening.wav",
            "exhibit speech --input-file chapter.txt --split paragraphs --output chapter.wav",
        ]
    )

    static let upscale = command(
        .upscale,
        "Enlarge a picture.",
        examples: [
            "exhibit upscale --image cat.png --output cat-large.png", "exhibit upscale --image cat.png --json",
        ]
    )

    static let all = [generate, edit, inpaint, outpaint, objectEdit, upscale, video, speech]

    /// A command's own table, before what all have.
    static func rows(_ kind: MakeKind) -> [Parameter<MakeOptions>] {
        let prompt = PromptOptions.rows.map { $0.at(\MakeOptions.prompt) }
        let frame = PictureOptions.frame.map { $0.at(\MakeOptions.picture) }
        let picture = frame + PictureOptions.picture.map { $0.at(\MakeOptions.picture) }
        let references = InputOptions.references.map { $0.at(\MakeOptions.inputs) }
        let fit = FinishOptions.fitRows.map { $0.at(\MakeOptions.finish) }
        let preserving = [FinishOptions.preservation.at(\MakeOptions.finish)]
        let edited = preserving + PictureOptions.edited.map { $0.at(\MakeOptions.picture) } + fit
        func inputs(_ rows: [Parameter<InputOptions>]) -> [Parameter<MakeOptions>] { rows.map { $0.at(\.inputs) } }
        return switch kind {
        case .generate: prompt + inputs(InputOptions.ofPictures) + picture + references + fit
        case .edit:
            prompt + inputs(InputOptions.ofPictures + [InputOptions.mask]) + picture + references + preserving + fit
        case .inpaint: prompt + inputs(InputOptions.ofWork + [InputOptions.givenMask]) + MaskRows.inpaint + edited
        case .outpaint:
            prompt + inputs(InputOptions.ofWork) + CanvasOptions.rows.map { $0.at(\.canvas) }
                + [MaskOptions.formRow.at(\.mask)] + edited
        case .objectEdit: prompt + inputs(InputOptions.ofWork) + MaskRows.objectEdit + edited
        case .video:
            prompt + inputs(InputOptions.ofVideo) + frame + VideoOptions.rows.map { $0.at(\.video) } + references
        case .speech: PromptOptions.spoken.map { $0.at(\.prompt) } + SpeechOptions.rows.map { $0.at(\.speech) }
        case .upscale: inputs(InputOptions.ofUpscale) + fit
        }
    }

    private static let exits: [(Int32, String)] = [
        ExitCode.done, .usage, .refusedByProvider, .notAcceptable, .busy, .outcomeUnknown, .ownBound, .timedOutWaiting,
    ].map { ($0.rawValue, $0.meaning) }

    private static func command(
        _ kind: MakeKind,
        _ summary: String,
        aliases: [String] = [],
        examples: [String],
        discussion: String = ""
    ) -> Command<CommandContext> {
        Command(
            kind.rawValue,
            summary,
            MakeOptions(),
            rows(kind) + MakeOptions.shared,
            aliases: aliases,
            examples: examples,
            exits: exits,
            discussion: discussion
        ) { options, context in
            await context.answering(kind.rawValue, options.output) {
                if kind.stopsEarly(options) { return try LocalPictures(options, kind, context).answer() }
                let request = try await MakeRequest(options, kind, context)
                return options.sending.dryRun ? request.dryRun() : try await request.perform()
            }
        }
    }
}
