import ExhibitArguments

/// What a run is called, and where its files go.
struct DeliveryOptions: Sendable {
    var taskName: String?
    var taskKey: String?
    var prefix: String?
    var outDir: String?
    var outputPath: String?
    var overwrites = false
    var copies = true
    var markdown = false
    var markdownFrom: String?

    /// `mask`, which has one file and no run.
    static let ofMasks: [Parameter<DeliveryOptions>] = [
        .option(
            "out",
            \.outputPath,
            "The path of the mask; - is standard output.",
            aliases: ["output"],
            value: "FILE",
            essential: true,
            completion: .file
        ),
        .flag("overwrite", \.overwrites, "Let an existing file go."),
    ]

    static let rows: [Parameter<DeliveryOptions>] = [
        .option("task-name", \.taskName, "Names the files and the run.", value: "NAME", essential: true),
        .option("task-key", \.taskKey, "Your own key for the task.", value: "KEY"),
        .option("prefix", \.prefix, "Names the files when there is no task name.", value: "NAME"),
        .option(
            "out-dir",
            \.outDir,
            "The folder of what is made.",
            aliases: ["output-dir"],
            value: "DIR",
            completion: .directory
        ),
        .option(
            "output",
            \.outputPath,
            "Exactly this path for what is made.",
            aliases: ["out"],
            value: "FILE",
            essential: true,
            completion: .file
        ),
        .flag("overwrite", \.overwrites, "Let an existing --output go."),
        .flag("no-download", \.copies, "Keep the bytes as evidence only.", meaning: false),
        .flag("download", \.copies, "Deliver what is made; the default."),
        .flag("markdown", \.markdown, "Print it as a Markdown image, or as a link."),
        .option(
            "markdown-from",
            \.markdownFrom,
            "The same, relative to this document.",
            value: "FILE",
            completion: .file
        ),
    ]
}
