import ExhibitArguments

/// The text that media is made from: a prompt, or what is to be spoken.
struct PromptOptions: Sendable {
    var text: String?
    var file: String?

    var saysNothing: Bool { file == nil && (text ?? "").isEmpty }

    static let rows: [Parameter<PromptOptions>] = [
        .option("prompt", \.text, "What is to be shown; - reads standard input.", value: "TEXT", essential: true),
        .option("prompt-file", \.file, "The prompt, from a file.", value: "FILE", completion: .file),
    ]

    static let spoken: [Parameter<PromptOptions>] = [
        .option(
            "input",
            \.text,
            "What is to be spoken; - reads standard input.",
            aliases: ["prompt"],
            value: "TEXT",
            essential: true
        ),
        .option(
            "input-file",
            \.file,
            "The text, from a file.",
            aliases: ["prompt-file"],
            value: "FILE",
            essential: true,
            completion: .file
        ),
    ]
}
