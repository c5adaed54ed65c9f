import ExhibitArguments

extension MakeOptions {
    static let common: [Parameter<MakeOptions>] =
        asking + fields + delivering + sending + OutputOptions.rows.map { $0.at(\.output) }
        + HomeOptions.rows.map { $0.at(\.home) }
        + [.given(\.given), RefusedFlags.row()]

    private static let asking: [Parameter<MakeOptions>] = [
        .option("prompt", \.prompt, "What the picture shows; - reads standard input.", value: "TEXT", essential: true),
        .option("prompt-file", \.promptFile, "The prompt, from a file.", value: "FILE", completion: .file),
        .option("provider", \.provider, "The provider to use.", value: "NAME", essential: true),
        .option("model", \.model, "The model to ask for.", value: "NAME", essential: true),
        .option("endpoint", \.endpoint, "A path in place of the route's own.", value: "PATH"),
        .option(
            "policy",
            \.policies,
            "A policy that judges the run, besides integrity.",
            value: "NAME|FILE",
            essential: true
        ),
        .option(
            "images",
            \.imageList,
            "Images as a JSON array, or with commas between them.",
            value: "JSON"
        ),
    ]

    private static let fields: [Parameter<MakeOptions>] = [
        .option("size", \.size, "WIDTHxHEIGHT, or auto.", value: "SIZE", essential: true),
        .option("width", \.width, "Width, with --height in place of --size.", value: "N"),
        .option("height", \.height, "Height, with --width in place of --size.", value: "N"),
        .option(
            "aspect-ratio",
            \.aspectRatio,
            "landscape, square or portrait, where the provider has it.",
            value: "WORD"
        ),
        .option("quality", \.quality, "The provider's word for quality.", value: "WORD"),
        .option("style", \.style, "The provider's word for style.", value: "WORD"),
        .option("background", \.background, "transparent, opaque or auto.", value: "WORD"),
        .option("output-format", \.outputFormat, "png, jpeg or webp.", value: "WORD"),
        .option("n", \.count, "How many pictures.", value: "N"),
        .option("seed", \.seed, "A seed, where the provider has it.", value: "N"),
        .option(
            "negative-prompt",
            \.negativePrompt,
            "What the picture must not show, where the provider has it.",
            value: "TEXT"
        ),
        .option("steps", \.steps, "Sampling steps, where the provider has it.", value: "N"),
        .option("guidance-scale", \.guidanceScale, "Guidance, where the provider has it.", value: "X"),
        .option("denoise", \.denoise, "Denoising strength from 0 to 1, where the provider has it.", value: "X"),
        .option("input-fidelity", \.inputFidelity, "high or low, where the model has it.", value: "WORD"),
        .option(
            "extra-json",
            \.extraJSON,
            "More request fields, as a JSON object or @FILE; merged last.",
            value: "JSON"
        ),
        .option(
            "extra-json-file",
            \.extraJSONFile,
            "More request fields, from a file.",
            value: "FILE",
            completion: .file
        ),
    ]

    static let delivering: [Parameter<MakeOptions>] = [
        .option("task-name", \.taskName, "Names the files and the run.", value: "NAME", essential: true),
        .option("task-key", \.taskKey, "Your own key for the task.", value: "KEY"),
        .option("prefix", \.prefix, "Names the files when there is no task name.", value: "NAME"),
        .option(
            "out-dir",
            \.outDir,
            "The folder of the pictures.",
            aliases: ["output-dir"],
            value: "DIR",
            completion: .directory
        ),
        .option(
            "output",
            \.outputPath,
            "Exactly this path for the picture.",
            aliases: ["out"],
            value: "FILE",
            essential: true,
            completion: .file
        ),
        .flag("overwrite", \.overwrite, "Let an existing --output go."),
        .flag("no-download", \.download, "Keep the bytes as evidence only.", meaning: false),
        .flag("download", \.download, "Deliver the picture; the default."),
        .flag("markdown", \.markdown, "Print the picture as a Markdown image."),
        .option(
            "markdown-from",
            \.markdownFrom,
            "The same, relative to this document.",
            value: "FILE",
            completion: .file
        ),
    ]

    private static let sending: [Parameter<MakeOptions>] = [
        .option("timeout-ms", \.timeoutMilliseconds, "Milliseconds for one attempt (default: 600000).", value: "N"),
        .option("timeout", \.timeoutSeconds, "The same in seconds.", value: "S"),
        .option("max-attempts", \.maxAttempts, "Attempts in all, at most 5.", value: "N"),
        .option("retry-base-delay", \.retryBaseDelay, "Seconds before the second attempt.", value: "S"),
        .option("retry-max-delay", \.retryMaxDelay, "Seconds that the delay grows to.", value: "S"),
        .option("retry-jitter", \.retryJitter, "Seconds of chance on top.", value: "S"),
        .flag("retry-unknown", \.retryUnknown, "Send again after silence, although it may have been billed."),
        .flag("raw", \.raw, "Leave the prompt as it is, whatever the policy's guard says."),
        .flag("send-anyway", \.sendAnyway, "Send what a policy is certain to reject."),
        .flag("dry-run", \.dryRun, "Show the request; send nothing, record nothing."),
        .flag("no-send", \.noSend, "For compatibility: the picture is never delivered to a chat."),
        .option("to-open-id", \.recipient, "For compatibility: delivery is the caller's.", value: "ID").hidden(),
    ]
}
