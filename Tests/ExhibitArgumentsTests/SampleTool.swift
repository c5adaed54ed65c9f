@testable import ExhibitArguments

/// A small tool that has a row of every kind.
enum SampleTool {
    enum Quality: String, CaseIterable, ArgumentValue {
        case low, medium, high
    }

    enum Background: String, CaseIterable, ArgumentValue {
        case opaque, transparent
        case chequered = "the painter's own"
        case automatic
    }

    struct Size: ArgumentValue, Equatable {
        var width: Int
        var height: Int

        static var argumentForm: String { "WxH, such as 1024x1024" }
        init(_ width: Int, _ height: Int) { (self.width, self.height) = (width, height) }
        init?(argument word: String) {
            let sides = word.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
            guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
            self.init(width, height)
        }
        var argument: String { "\(width)x\(height)" }
    }

    struct Common: Sendable {
        var home: String?
        var json = false
        var given: Set<String> = []

        static let rows: [Parameter<Self>] = [
            .option("home", \.home, "Where everything is kept.", value: "DIR", completion: .directory),
            .flag("json", \.json, "Print one JSON document.", aliases: ["print-json"], essential: true),
            .given(\.given),
        ]
    }

    struct Paint: Sendable {
        var prompt = ""
        var size = Size(1024, 1024)
        var n: Int?
        var seconds = 1.5
        var quality: Quality?
        var background = Background.opaque
        var images: [String] = []
        var download = true
        var raw = false
        var trace = false
        var common = Common()

        static let rows: [Parameter<Self>] =
            [
                .option("prompt", \.prompt, "What the picture shows; - reads standard input.", essential: true),
                .option("size", \.size, "Width and height.", value: "WxH", essential: true),
                .option("n", \.n, "How many pictures.", aliases: ["-n", "count"], value: "N"),
                .option("seconds", \.seconds, "How long one attempt may take.", value: "S"),
                .option("quality", \.quality, "How carefully it is painted."),
                .option("background", \.background, "What's behind the object, which some painters ignore."),
                .option(
                    "reference-image",
                    \.images,
                    "Picture to follow, in the order given.",
                    aliases: ["image", "input-image"],
                    value: "FILE",
                    essential: true,
                    completion: .file
                ),
                .option("sketch", \.images, "Same as a reference, but drawn by hand.", value: "FILE"),
                .flag("no-download", \.download, "Leave the picture where it is.", meaning: false),
                .flag("raw", \.raw, "Send the prompt as it is."),
                .flag("trace", \.trace, "For ourselves.").hidden(),
                .refused(
                    ["mock-sleep", "mock-command", "command"],
                    "a picture that nobody made proves nothing",
                    hint: "use --provider sandbox"
                ),
            ] + Common.rows.map { $0.at(\.common).under("common flags") }
    }

    struct Deny: Sendable {
        var run = ""
        var reason = ""
        var files: [String] = []
    }

    struct Show: Sendable {
        var run = ""
        var part: Quality?
    }

    static let root = Command<String>(
        group: "easel",
        "Paints pictures, and keeps what it did.",
        [
            Command(
                "paint",
                "Paints pictures from a prompt.",
                Paint(),
                Paint.rows,
                aliases: ["draw"],
                examples: ["easel paint --prompt 'an orange cat'", "easel paint --prompt - --size 512x512 < cat.txt"],
                exits: [(0, "use it"), (6, "made or stopped, but do not use it")],
                discussion: "Optional fields are sent only when they are given, so a painter's own defaults stay in "
                    + "force.\n\nA second paragraph:\n  kept as it is"
            ) { options, context in
                guard options.prompt != "nothing" else { throw UsageError("nothing to paint", hint: "say what") }
                return options.prompt == context ? 0 : 6
            }.under("making"),
            Command(
                group: "review",
                "Says what a person thinks of a picture.",
                [
                    Command(
                        "show",
                        "Shows one review.",
                        Show(),
                        [
                            .argument("run", \.run, "Which run.", completion: .lines(["review", "list", "--ids"])),
                            .argument("part", \.part, "Which part of it."),
                        ]
                    ) { _, _ in 0 },
                    Command(
                        "deny",
                        "Turns a picture down.",
                        Deny(),
                        [
                            .option("reason", \.reason, "Why.", value: "TEXT", required: true),
                            .argument("run", \.run, "Which run.", value: "RUN"),
                            .argument("file", \.files, "Proof of it.", completion: .file),
                        ]
                    ) { _, _ in 0 },
                ]
            ),
            Command("version", "Prints the version.", Common(), [], aliases: ["--version"]) { _, _ in 3 },
            Command("probe", "For ourselves.", Common(), Common.rows) { _, _ in 0 }.hidden(),
        ],
        introduction: "easel paints. Try:\n  easel paint --prompt 'an orange cat'",
        topics: [HelpTopic("exit-codes", "What the exit codes mean.", text: "0  use it\n6  do not")],
        exits: [(0, "use it"), (2, "usage: nothing was sent")]
    )

    static func paint(_ words: String...) throws -> Paint? {
        try root.parse(["paint"] + words).options()
    }
}

extension String {
    /// A command line without quoting.
    var words: [String] { split(separator: " ").map(String.init) }
}
