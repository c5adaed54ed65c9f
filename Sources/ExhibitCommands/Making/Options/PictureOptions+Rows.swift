import ExhibitArguments

extension PictureOptions {
    /// What a picture and a video both have.
    static let frame: [Parameter<PictureOptions>] =
        [
            size, .option("width", \.width, "Width, with --height in place of --size.", value: "N"),
            .option("height", \.height, "Height, with --width in place of --size.", value: "N"),
        ] + sampling

    /// What an edit of one picture has, whose --width and --height are those of a region.
    static let edited: [Parameter<PictureOptions>] = [size] + sampling + picture

    private static let size = Parameter<PictureOptions>.option(
        "size",
        \.size,
        "WIDTHxHEIGHT, or auto.",
        value: "SIZE",
        essential: true
    )

    private static let sampling: [Parameter<PictureOptions>] = [
        .option(
            "aspect-ratio",
            \.aspectRatio,
            "landscape, square or portrait, where the provider has it.",
            value: "WORD"
        ),
        .option("seed", \.seed, "A seed, where the provider has it.", value: "N"),
        .option(
            "negative-prompt",
            \.negativePrompt,
            "What must not be shown, where the provider has it.",
            value: "TEXT"
        ),
        .option("steps", \.steps, "Sampling steps, where the provider has it.", value: "N"),
        .option("guidance-scale", \.guidanceScale, "Guidance, where the provider has it.", value: "X"),
    ]

    static let picture: [Parameter<PictureOptions>] = [
        .option("quality", \.quality, "The provider's word for quality.", value: "WORD"),
        .option("style", \.style, "The provider's word for style.", value: "WORD"),
        .option("background", \.background, "transparent, opaque or auto.", value: "WORD"),
        .option("output-format", \.outputFormat, "png, jpeg or webp.", value: "WORD"),
        .option("n", \.count, "How many pictures.", value: "N"),
        .option("denoise", \.denoise, "Denoising strength from 0 to 1, where the provider has it.", value: "X"),
        .option("input-fidelity", \.inputFidelity, "high or low, where the model has it.", value: "WORD"),
        .flag("stream", \.streams, "Ask for the answer as a stream of events."),
        .option("partial-images", \.partialImages, "Pictures on the way, in a stream.", value: "N"),
        .flag("keep-partials", \.keepsPartials, "Keep them as evidence; asks for one when none was asked for."),
    ]
}
