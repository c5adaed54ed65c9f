import ExhibitArguments

extension InputOptions {
    /// `generate` and `edit`.
    static let ofPictures: [Parameter<InputOptions>] = [
        image("An image to start from.", aliases: ["input-image", "reference-image", "input"]),
        .option("images", \.imageList, "Images as a JSON array, or with commas between them.", value: "JSON"),
        .option("mode", \.pictureMode, "For compatibility: the command says what is made.").hidden(),
        .option("video-reference-mode", \.videoReferenceMode, "For compatibility.").hidden(),
    ]

    static let mask = Parameter<InputOptions>.option(
        "mask",
        \.mask,
        "What may change in the first image, as the provider wants it.",
        value: "FILE",
        essential: true,
        completion: .file
    )

    /// The commands that make the mask themselves.
    static let ofWork: [Parameter<InputOptions>] = [image("The image to work on.", aliases: ["input"])]

    /// A mask that is read, not only sent.
    static let givenMask = Parameter<InputOptions>.option(
        "mask",
        \.mask,
        "A mask in place of regions: grey or colour, where white is painted, or transparent there.",
        value: "FILE",
        essential: true,
        completion: .file
    )

    static let ofVideo: [Parameter<InputOptions>] = [
        image("The first frame.", aliases: ["input"]),
        .option(
            "reference-image",
            \.references,
            "An image that the video is to resemble.",
            aliases: ["input-image"],
            value: "FILE",
            completion: .file
        ),
        .option("image-transport", \.imageTransport, "How the first frame travels, where the provider has a choice."),
        .option("image-field", \.imageField, "The field of the first frame, where the provider has a choice."),
        .option("mode", \.videoMode, "What the images are: animate is the first frame, reference a likeness."),
        .option("video-reference-mode", \.videoReferenceMode, "The same, of the reference images."),
    ]

    static let ofUpscale: [Parameter<InputOptions>] = [image("The image to enlarge.", aliases: ["input"])]

    /// How references travel (parity A12).
    static let references: [Parameter<InputOptions>] = [
        .option(
            "reference-transport",
            \.referenceTransport,
            "How reference images travel: as a form, as JSON, or first the one and then the other.",
            aliases: ["transport"]
        ),
        .option("reference-key", \.referenceKey, "The JSON key of the reference images.", value: "KEY"),
        .flag(
            "allow-dropped-references",
            \.allowsDroppedReferences,
            "Go on without the reference images when the provider takes none; policies reject that."
        ),
    ]

    private static func image(_ help: String, aliases: [String]) -> Parameter<InputOptions> {
        .option(
            "image",
            \.images,
            help + " - reads standard input, and a data: URL may stand there.",
            aliases: aliases,
            value: "FILE",
            essential: true,
            completion: .file
        )
    }
}
