import ExhibitArguments
import ExhibitModel

/// The request fields of pictures; those that say size, seed and sampling are of video too.
struct PictureOptions: Sendable {
    var size: String?
    var width: Int?
    var height: Int?
    var aspectRatio: String?
    var quality: String?
    var style: String?
    var background: String?
    var outputFormat: String?
    var inputFidelity: String?
    var count: Int?
    var seed: String?
    var negativePrompt: String?
    var steps: Int?
    var guidanceScale: String?
    var denoise: String?
    var streams = false
    var partialImages: Int?
    var keepsPartials = false

    /// The size that the pinned production's own script always sent.
    private static let happySize = "1024x1024"

    /// Only what was given, but for the one provider whose script had a size of its own.
    func fields(provider: String, _ kind: MakeKind) -> [Intent.Option] {
        var fields = FieldList()
        let asksForSize = size != nil || width != nil || height != nil
        let pinned = provider == "happy" && !asksForSize && (kind == .generate || kind == .edit)
        fields.text("size", size ?? (pinned ? Self.happySize : nil))
        fields.integer("width", width)
        fields.integer("height", height)
        fields.text("aspect_ratio", aspectRatio)
        fields.text("quality", quality)
        fields.text("style", style)
        fields.text("background", background)
        fields.text("output_format", outputFormat)
        fields.text("input_fidelity", inputFidelity)
        fields.integer("n", count)
        fields.number("seed", seed)
        fields.privateText("negative_prompt", negativePrompt)
        fields.integer("steps", steps)
        fields.number("guidance_scale", guidanceScale)
        fields.number("denoise", denoise)
        fields.flag("stream", streams || partialImages != nil || keepsPartials)
        fields.integer("partial_images", partialImages ?? (keepsPartials ? 1 : nil))
        return fields.all
    }
}
