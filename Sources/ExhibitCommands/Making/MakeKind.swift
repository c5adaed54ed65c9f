import ExhibitModel

/// What a command makes: everything in which the commands that make media differ beyond their tables.
enum MakeKind: String, Sendable, CaseIterable {
    case generate
    case edit
    case inpaint
    case outpaint
    case objectEdit = "object-edit"
    case video
    case speech
    case upscale

    /// `generate` with an image is an edit, whichever command was typed.
    func mode(hasInputs: Bool) -> Mode {
        switch self {
        case .generate: hasInputs ? .edit : .generation
        case .edit, .inpaint, .outpaint, .objectEdit: .edit
        case .video: .video
        case .speech: .speech
        case .upscale: .upscale
        }
    }

    var takesPrompt: Bool { self != .upscale }

    /// What a file is called that nobody named.
    func prefix(_ mode: Mode) -> String {
        switch self {
        case .inpaint, .outpaint, .objectEdit: rawValue
        case .generate, .edit, .video, .speech, .upscale: mode.prefix
        }
    }

    /// Whether the command makes the mask that it sends.
    var makesMask: Bool {
        switch self {
        case .inpaint, .outpaint, .objectEdit: true
        case .generate, .edit, .video, .speech, .upscale: false
        }
    }

    /// Whether the options end before anything is sent: then neither provider nor home is needed.
    func stopsEarly(_ options: MakeOptions) -> Bool {
        switch self {
        case .inpaint, .objectEdit: options.mask.stopsAtMask
        case .outpaint: options.canvas.stopsAtCanvas
        case .generate, .edit, .video, .speech, .upscale: false
        }
    }

    /// The request fields that the command line gives, in the order of its table.
    func fields(_ options: MakeOptions, provider: String) -> [Intent.Option] {
        switch self {
        case .generate, .edit, .inpaint, .outpaint, .objectEdit:
            options.picture.fields(provider: provider, self) + options.inputs.fields
        case .video: options.picture.fields(provider: provider, self) + options.video.fields + options.inputs.fields
        case .speech: options.speech.fields
        case .upscale: []
        }
    }
}

extension Mode {
    /// What a file is called that nobody named.
    var prefix: String {
        switch self {
        case .generation, .fetch: "generated"
        case .edit: "edited"
        case .video: "generated-video"
        case .speech: "speech"
        case .upscale: "upscaled"
        }
    }

    /// The folder below `tmp` or `$MEDIA_GENERATION_OUTPUT_ROOT` (parity A7).
    var folder: String {
        switch self {
        case .generation, .edit, .upscale, .fetch: "images"
        case .video: "videos"
        case .speech: "audio"
        }
    }

    /// How long it takes, in words for a person who waits; nil where it is no matter of minutes (parity C11).
    func expectation(model: String) -> String? {
        switch self {
        case .generation, .edit: "an image may take 2 minutes"
        case .video: model == "wan-video" ? "this model takes about 10 minutes" : "a video takes 1 to 3 minutes"
        case .upscale: "enlarging may take 2 minutes"
        case .speech, .fetch: nil
        }
    }
}
