import ExhibitConfiguration
import ExhibitModel
import ExhibitPolicy
import ExhibitRun

/// What a command line brings along: texts, files and extra fields, read and checked.
struct MakeMaterial {
    let mode: Mode
    /// One for each run: a prompt, or what is to be spoken; empty for what takes none.
    let texts: [String]
    /// As the caller gave them: what is sent of a picture that is worked on follows from the provider.
    let inputs: [Intent.Input]
    let picture: PreparedPicture?
    /// An edit's own mask with the image that it is for, where both can be decoded.
    let passed: PictureFiles?
    let notes: [Note]
    let extraJSON: ExtraJSON?

    init(_ options: MakeOptions, _ kind: MakeKind, _ environment: Environment) throws {
        let list = try InputList(options.inputs, kind)
        try Self.checkStandardInput(options, list)
        let (text, notes) = try Self.text(options, kind, environment)
        mode = kind.mode(hasInputs: !list.items.isEmpty)
        texts = try kind == .speech ? options.speech.parts(of: text) : [text]
        let files = try list.items.map { try InputReader.file($0, environment) }
        inputs = files.map(\.input)
        picture = try kind.makesMask ? PreparedPicture(options, kind, PictureFiles(files)) : nil
        // What cannot be decoded is not measured.
        passed = kind == .edit && list.hasMask ? try? PictureFiles(files) : nil
        self.notes = notes + (picture?.notes ?? [])
        extraJSON = try ExtraJSON.read(options.provider, environment)
        // A made-up name is as wrong there as in --model.
        if let model = extraJSON?.model { try ModelChoice.refusePlaceholder(model, from: "--extra-json") }
    }

    /// With a note where the text is not the caller's.
    private static func text(
        _ options: MakeOptions,
        _ kind: MakeKind,
        _ environment: Environment
    ) throws -> (text: String, notes: [Note]) {
        guard kind.takesPrompt else { return ("", []) }
        if kind == .outpaint, options.prompt.saysNothing {
            return (PromptReader.outpaint, [Note("prompt.default", "no prompt was given: \(PromptReader.outpaint)")])
        }
        return (try PromptReader.read(options.prompt, environment), [])
    }

    /// What the provider and its model are chosen for: a mask that is yet to be made counts like one that is there.
    var announced: [Intent.Input] {
        guard let picture, !inputs.contains(where: { $0.role == .mask }) else { return inputs }
        return inputs + [picture.mask.input(.mask, name: "mask.png")]
    }

    /// The highest limit of the policies counts, in place of our own.
    func checkCount(_ policies: [AdoptedPolicy]) throws {
        let limit = policies.compactMap(\.policy.limits.maxInputs).max() ?? InputLimits.images
        let count = inputs.count { $0.role != .mask }
        guard count <= limit else {
            throw Report(.inputTooMany, "\(count) input images, at most \(limit) can be sent; nothing was sent")
        }
    }

    private static func checkStandardInput(_ options: MakeOptions, _ list: InputList) throws {
        let prompt = [options.prompt.text, options.prompt.file].count { $0 == "-" }
        guard prompt + list.items.count(where: { $0.source == "-" }) <= 1 else {
            throw Report(.usageInvalid, "standard input can be read once", hint: "name a file in place of the other -")
        }
    }
}
