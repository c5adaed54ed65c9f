import ExhibitJSON
import ExhibitModel

/// An intent as the body of `generateContent`.
struct GeminiOrder {
    let sent: Sent
    let body: RequestBody
    /// Below the base URL.
    let path: String

    private static let configuration = "generationConfig"
    /// The shapes that other dialects know by name, as ratios of the same pictures.
    private static let shapes = ["landscape": "3:2", "square": "1:1", "portrait": "2:3"]
    private static let sizes = ["1K", "2K", "4K"]
    private static let refused = [
        "model": "is chosen with --model", "contents": "is made of --prompt and --image",
    ]

    init(_ intent: Intent) throws(ProviderError) {
        guard intent.mode == .generation || intent.mode == .edit else {
            throw .routeUnknown(intent.mode.rawValue, dialect: GeminiDialect.name)
        }
        let model = intent.model.hasPrefix("models/") ? String(intent.model.dropFirst(7)) : intent.model
        guard EndpointURL.isName(model) else {
            throw .modelUnfit(
                model: intent.model,
                problem: "is not a model's name at Gemini",
                hint: "give --model NAME"
            )
        }
        guard !intent.sentPrompt.isEmpty else { throw .promptMissing }
        path = "models/\(model):generateContent"
        let (settings, size) = try Self.settings(intent)
        var fields = RequestFields([(Self.configuration, settings)])
        try fields.merge(extraJSON: intent.extraJSON, refusing: Self.refused)
        body = .json(JSONFragment.object(fields, followedBy: [("contents", try Self.contents(intent))]))
        sent = Sent(
            model: model,
            prompt: intent.sentPrompt,
            size: fields.overwritten.contains(Self.configuration)
                ? fields[Self.configuration]?["imageConfig"]?["imageSize"]?.string : size,
            overwritten: fields.overwritten,
            inputNames: Dictionary(intent.inputs.indices.map { ($0, "inline_data") }) { first, _ in first }
        )
    }

    /// The text, then the pictures in the caller's order.
    private static func contents(_ intent: Intent) throws(ProviderError) -> [JSONFragment] {
        guard !intent.inputs.contains(where: { $0.role == .mask }) else {
            throw .maskNotSupported(dialect: GeminiDialect.name)
        }
        guard intent.mode == .generation || !intent.inputs.isEmpty else { throw .inputMissing }
        var fragments: [JSONFragment] = [
            .text(#"[{"role":"user","parts":[{"text":"#), .prompt(intent.sentPrompt), .text("}"),
        ]
        for (index, input) in intent.inputs.enumerated() {
            let type = JSONText.compact(.string(input.mediaType))
            fragments += [
                .text(#",{"inline_data":{"mime_type":"# + type + #","data":"#), .inputBase64(index), .text("}}"),
            ]
        }
        return fragments + [.text("]}]")]
    }

    private static func settings(_ intent: Intent) throws(ProviderError) -> (settings: JSONValue, size: String?) {
        var options = OptionReader(intent, dialect: GeminiDialect.name)
        try options.one()
        _ = try options.word("reference_transport", of: ["auto", "json"])
        var settings: JSONObject = ["responseModalities": ["TEXT", "IMAGE"]]
        var picture = JSONObject()
        if let ratio = try options.text("aspect_ratio") { picture["aspectRatio"] = .string(shapes[ratio] ?? ratio) }
        let size = try options.text("size")
        if let size {
            guard sizes.contains(size) else {
                throw .optionReplaced(
                    name: "size \(size)",
                    dialect: GeminiDialect.name,
                    hint: "give --size 1K, 2K or 4K and --aspect-ratio, and --fit WxH afterwards"
                )
            }
            picture["imageSize"] = .string(size)
        }
        if !picture.isEmpty { settings["imageConfig"] = .object(picture) }
        if let seed = try options.integer("seed", in: 0...Int(Int32.max)) { settings["seed"] = .int(seed) }
        try options.finish()
        return (.object(settings), size)
    }
}
