import ExhibitJSON
import ExhibitModel

/// An intent as a model's input.
struct FalOrder {
    let sent: Sent
    let body: RequestBody

    private static let privateFields: Set<String> = [RequestFields.prompt, "negative_prompt", "text"]

    init(_ intent: Intent) throws(ProviderError) {
        try Self.check(intent.model)
        // Models that speak are told their text under a name of its own.
        let prompt = intent.mode == .speech ? "text" : RequestFields.prompt
        var options = OptionReader(intent, dialect: FalDialect.name)
        let (inputs, names) = try Self.inputs(intent, &options)
        var fields = RequestFields(try Self.fields(intent, prompt: prompt, &options), privateNames: Self.privateFields)
        let taken = "is an input; give it with --image, or --mask"
        try fields.merge(
            extraJSON: intent.extraJSON,
            refusing: Dictionary(inputs.map { ($0.name, taken) }) { first, _ in first }
        )
        body = .json(JSONFragment.object(fields, followedBy: inputs))
        sent = Sent(
            model: intent.model,
            prompt: try fields.text(prompt),
            size: Self.size(fields["image_size"]),
            n: fields["num_images"]?.int,
            overwritten: fields.overwritten,
            inputNames: names
        )
    }

    /// Two names or more with `/` between them: what stands there becomes a part of the URL.
    private static func check(_ model: String) throws(ProviderError) {
        let names = model.split(separator: "/", omittingEmptySubsequences: false)
        guard names.count >= 2, names.allSatisfy({ EndpointURL.isName($0) }) else {
            throw .modelUnfit(
                model: model,
                problem: "is not a model's name at fal",
                hint: "give --model OWNER/APP, with the rest of its path if it has one"
            )
        }
    }

    private static func fields(
        _ intent: Intent,
        prompt: String,
        _ options: inout OptionReader
    ) throws(ProviderError) -> [(name: String, value: JSONValue)] {
        var list: [(name: String, value: JSONValue)] = []
        if intent.mode != .upscale || !intent.sentPrompt.isEmpty {
            guard !intent.sentPrompt.isEmpty else { throw .promptMissing }
            list.append((prompt, .string(intent.sentPrompt)))
        }
        let edges = try options.edges(in: 1...99_999)
        switch edges {
        case (nil, nil): break
        case (let width?, let height?):
            list.append(("image_size", .object(["width": .int(width), "height": .int(height)])))
        default: throw .optionInvalid(name: "width", problem: "width and height are needed together")
        }
        let texts = [
            ("negative_prompt", "negative_prompt"), ("aspect_ratio", "aspect_ratio"),
            ("output_format", "output_format"), ("voice", "voice"),
        ]
        for (option, field) in texts {
            if let text = try options.text(option) { list.append((field, .string(text))) }
        }
        if let n = try options.integer("n", in: 1...10) { list.append(("num_images", .int(n))) }
        if let seed = try options.integer("seed", in: .min ... .max) { list.append(("seed", .int(seed))) }
        if let steps = try options.integer("steps", in: 1...1000) { list.append(("num_inference_steps", .int(steps))) }
        if let guidance = try options.number("guidance_scale", from: 0) {
            list.append(("guidance_scale", .number(guidance)))
        }
        if let denoise = try options.number("denoise", from: 0, to: 1) { list.append(("strength", .number(denoise))) }
        try options.finish(hint: "look the field up in the model's own schema, and give it with --extra-json")
        return list
    }

    /// Pictures as `data:` URLs: one under `image_url`, several under `image_urls`, or as the caller calls the field.
    private static func inputs(
        _ intent: Intent,
        _ options: inout OptionReader
    ) throws(ProviderError) -> (members: [(name: String, value: [JSONFragment])], names: [Int: String]) {
        let referenceKey = try options.text("reference_key")
        let imageField = try options.text("image_field")
        _ = try options.word("reference_transport", of: ["auto", "json"])
        _ = try options.word("image_transport", of: ["auto", "data-url"])
        let inputs = intent.inputs
        let pictures = inputs.indices.filter { inputs[$0].role != .mask }
        let masks = inputs.indices.filter { inputs[$0].role == .mask }
        guard masks.count <= 1 else { throw .maskRepeated }
        if pictures.isEmpty, intent.mode == .edit || intent.mode == .upscale || !masks.isEmpty { throw .inputMissing }
        func url(_ index: Int) -> JSONFragment { .inputDataURL(index, mediaType: inputs[index].mediaType) }
        var members: [(name: String, value: [JSONFragment])] = []
        var names: [Int: String] = [:]
        if !pictures.isEmpty {
            let name = referenceKey ?? imageField ?? (pictures.count == 1 ? "image_url" : "image_urls")
            let isOne = pictures.count == 1 && !name.hasSuffix("s")
            members.append((name, isOne ? [url(pictures[0])] : JSONFragment.array(pictures.map { [url($0)] })))
            for index in pictures { names[index] = name }
        }
        for index in masks {
            members.append(("mask_url", [url(index)]))
            names[index] = "mask_url"
        }
        return (members, names)
    }

    private static func size(_ value: JSONValue?) -> String? {
        if let width = value?["width"]?.int, let height = value?["height"]?.int {
            return PixelSize(width: width, height: height).description
        }
        return value?.string
    }
}
