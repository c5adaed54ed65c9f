import ExhibitConfiguration
import ExhibitModel
import ExhibitPolicy
import ExhibitRun

/// What a command line brings along: texts, files and extra fields, read and checked.
struct MakeMaterial {
    let mode: Mode
    /// One for each run: a prompt, or what is to be spoken; empty for what takes none.
    let texts: [String]
    let inputs: [Intent.Input]
    let extraJSON: ExtraJSON?

    init(_ options: MakeOptions, _ kind: MakeKind, _ environment: Environment) throws {
        let list = try InputList(options.inputs, kind)
        try Self.checkStandardInput(options, list)
        let text = kind.takesPrompt ? try PromptReader.read(options.prompt, environment) : ""
        mode = kind.mode(hasInputs: !list.items.isEmpty)
        texts = try kind == .speech ? options.speech.parts(of: text) : [text]
        inputs = try list.items.map { try InputReader.input($0, environment) }
        extraJSON = try ExtraJSON.read(options.provider, environment)
        // A made-up name is as wrong there as in --model.
        if let model = extraJSON?.model { try ModelChoice.refusePlaceholder(model, from: "--extra-json") }
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
