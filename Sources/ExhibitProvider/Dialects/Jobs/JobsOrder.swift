import ExhibitJSON
import ExhibitModel

/// An intent as the body of `POST /jobs`, checked against what its model takes.
struct JobsOrder {
    /// One input on its way to the server.
    struct Upload {
        /// Names the step in records, and its file in what is remembered.
        let step: String
        /// Where the job names the file.
        let field: String
        /// Index of the intent's input.
        let input: Int
    }

    let uploads: [Upload]
    let sent: Sent
    let notes: [Note]
    let expectedSize: PixelSize?
    private let fields: RequestFields

    private static let edges = 256...2048
    /// Beyond this a film takes so long that nobody has waited for one.
    private static let film = PixelSize(width: 1280, height: 720)
    private static let privateFields: Set<String> = [RequestFields.prompt, "negative_prompt"]
    private static let refused = [
        "model": "is chosen with --model: each model has rules of its own",
        "input_image": "is uploaded; give it with --image",
        "mask_image": "is uploaded; give it with --mask",
    ]

    init(_ intent: Intent) throws(ProviderError) {
        guard intent.mode != .speech else { throw .routeUnknown(intent.route, dialect: JobsDialect.name) }
        let known = JobsModel.of(intent.model)
        let model = known ?? .unknown(intent.model)
        try model.check(intent)
        var fields = try Self.fields(intent, model)
        try fields.merge(extraJSON: intent.extraJSON, refusing: Self.refused)
        self.fields = fields
        uploads = Self.uploads(intent.inputs)
        let size = fields["width"]?.int.flatMap { width in
            fields["height"]?.int.map { PixelSize(width: width, height: $0) }
        }
        sent = Sent(
            model: intent.model,
            prompt: try fields.text(RequestFields.prompt),
            size: size?.description,
            overwritten: fields.overwritten,
            inputNames: Dictionary(uploads.map { ($0.input, $0.field) }) { first, _ in first }
        )
        notes = try Self.notes(model, isKnown: known != nil, fields, size)
        let image = intent.inputs.first { $0.role != .mask }?.pixelSize
        expectedSize = model.enlargement.flatMap { image?.scaled(by: $0) }
    }

    /// The body, with the server's names for the uploads by their steps.
    func body(_ files: [String: String]) -> RequestBody {
        .json(
            JSONFragment.object(
                fields,
                followedBy: uploads.map { ($0.field, [.prompt(files[$0.step] ?? "")]) }
            )
        )
    }

    private static func uploads(_ inputs: [Intent.Input]) -> [Upload] {
        let images = inputs.indices.filter { inputs[$0].role != .mask }
        let masks = inputs.indices.filter { inputs[$0].role == .mask }
        return images.map { Upload(step: "upload image", field: "input_image", input: $0) }
            + masks.map { Upload(step: "upload mask", field: "mask_image", input: $0) }
    }

    private static func fields(_ intent: Intent, _ model: JobsModel) throws(ProviderError) -> RequestFields {
        var options = OptionReader(intent, dialect: JobsDialect.name)
        try options.one()
        var list: [(name: String, value: JSONValue)] = [("model", .string(intent.model))]
        if intent.mode == .upscale {
            guard intent.sentPrompt.isEmpty else {
                throw .modelUnfit(model: model.name, problem: "takes no prompt", hint: "leave --prompt out")
            }
        } else {
            guard !intent.sentPrompt.isEmpty else { throw .promptMissing }
            list.append((RequestFields.prompt, .string(intent.sentPrompt)))
        }
        let hasImage = !intent.inputs.isEmpty
        list += try size(&options, model, isFree: !hasImage || intent.mode == .video)
        if let steps = model.steps {
            list.append(("steps", .int(try options.integer("steps", in: 1...1000) ?? steps)))
            let guidance = try options.number("guidance_scale", from: 0) ?? JSONNumber(text: model.guidance)
            if let guidance { list.append(("guidance_scale", .number(guidance))) }
            list.append(("seed", .int(try options.integer("seed", in: -1 ... .max) ?? -1)))
            if let negative = try options.text("negative_prompt") {
                list.append(("negative_prompt", .string(negative)))
            }
            if hasImage, intent.mode != .video {
                let given = try options.number("denoise", from: 0, to: 1)
                if let denoise = given ?? model.denoise.flatMap(JSONNumber.init(text:)) {
                    list.append(("denoise", .number(denoise)))
                }
            }
        }
        try options.finish()
        return RequestFields(list, privateNames: Self.privateFields)
    }

    /// A picture made from an image has that image's size; only what is free has one to be asked for.
    private static func size(
        _ options: inout OptionReader,
        _ model: JobsModel,
        isFree: Bool
    ) throws(ProviderError) -> [(name: String, value: JSONValue)] {
        // A model without an edge of its own leaves the size to the server, unless the caller says one.
        guard isFree || (model.edge == nil && model.enlargement == nil) else { return [] }
        let given = try options.edges(in: edges)
        let edge = isFree ? model.edge ?? 1024 : nil
        return [("width", given.width ?? edge), ("height", given.height ?? edge)].compactMap { name, value in
            value.map { (name, .int($0)) }
        }
    }

    private static func notes(
        _ model: JobsModel,
        isKnown: Bool,
        _ fields: RequestFields,
        _ size: PixelSize?
    ) throws(ProviderError) -> [Note] {
        var notes: [Note] = []
        if !isKnown {
            notes.append(
                Note("model.unknown", "exhibit does not know \(model.name); the numbers of flux-dev are sent")
            )
        }
        if !model.heedsNegativePrompt, try !fields.text("negative_prompt").isEmpty {
            notes.append(
                Note("negative_prompt.ignored", "\(model.name) does not heed a negative prompt; sdxl and wan-video do")
            )
        }
        if model.modes == [.video], let size,
            max(size.width, size.height) > film.width || size.width * size.height > film.width * film.height
        {
            notes.append(Note("size.slow", "\(size) is larger than \(film), which already takes long"))
        }
        return notes
    }
}
