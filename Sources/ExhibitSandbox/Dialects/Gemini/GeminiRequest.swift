import ExhibitJSON
import ExhibitModel

/// A checked body of `generateContent`.
struct GeminiRequest {
    let prompt: String
    let width: Int
    let height: Int
    private(set) var inputs: [InputImage] = []

    private static let known: Set = [
        "contents", "generationConfig", "safetySettings", "systemInstruction", "tools", "toolConfig", "cachedContent",
    ]
    /// Of 1K; the larger ones are twice and four times that.
    private static let sizes = [
        "1:1": (1024, 1024), "2:3": (832, 1248), "3:2": (1248, 832), "3:4": (864, 1184), "4:3": (1184, 864),
        "4:5": (896, 1152), "5:4": (1152, 896), "9:16": (768, 1344), "16:9": (1344, 768), "21:9": (1536, 672),
    ]
    private static let factors = ["1K": 1, "2K": 2, "4K": 4]

    init(_ body: RequestBody, strict: Bool) throws(Refusal) {
        if strict {
            for name in body.names where !Self.known.contains(name) {
                throw Refusal(message: "Invalid JSON payload received. Unknown name \"\(name)\": Cannot find field.")
            }
        }
        guard let contents = body.fields["contents"]?.array, !contents.isEmpty, !body.prompt.isEmpty else {
            throw Refusal(message: "* GenerateContentRequest.contents: contents is not specified")
        }
        let config = body.fields["generationConfig"]
        let image = (config?["imageConfig"] ?? config?["image_config"])
        let ratio = (image?["aspectRatio"] ?? image?["aspect_ratio"])?.string ?? "1:1"
        let scale = (image?["imageSize"] ?? image?["image_size"])?.string ?? "1K"
        guard let size = Self.sizes[ratio], let factor = Self.factors[scale] else {
            throw Refusal(message: "Invalid value at 'generation_config.image_config': \(ratio), \(scale)")
        }
        prompt = body.prompt
        (width, height) = (size.0 * factor, size.1 * factor)
        for part in contents.flatMap({ $0["parts"]?.array ?? [] }) {
            guard let data = (part["inlineData"] ?? part["inline_data"])?["data"]?.string else { continue }
            inputs.append(try InputImage(Base64.decode(data) ?? [], param: "inline_data"))
        }
    }
}
