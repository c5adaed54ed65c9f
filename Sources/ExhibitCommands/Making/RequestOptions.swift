import ExhibitModel

/// The optional request fields: only what was given, under the names of the wire.
enum RequestOptions {
    /// The size that the pinned production's own script always sent.
    private static let happySize = "1024x1024"

    static func of(_ options: MakeOptions, provider: String) -> [Intent.Option] {
        var fields: [Intent.Option] = []
        func text(_ name: String, _ value: String?) {
            if let value { fields.append(Intent.Option(name, .text(value))) }
        }
        func integer(_ name: String, _ value: Int?) {
            if let value { fields.append(Intent.Option(name, .integer(value))) }
        }
        func number(_ name: String, _ value: String?) {
            if let value { fields.append(Intent.Option(name, Int(value).map { .integer($0) } ?? .decimal(value))) }
        }
        text(
            "size",
            options.size ?? (options.width == nil && options.height == nil && provider == "happy" ? happySize : nil)
        )
        integer("width", options.width)
        integer("height", options.height)
        text("aspect_ratio", options.aspectRatio)
        text("quality", options.quality)
        text("style", options.style)
        text("background", options.background)
        text("output_format", options.outputFormat)
        text("input_fidelity", options.inputFidelity)
        integer("n", options.count)
        number("seed", options.seed)
        text("negative_prompt", options.negativePrompt)
        integer("steps", options.steps)
        number("guidance_scale", options.guidanceScale)
        number("denoise", options.denoise)
        return fields
    }
}
