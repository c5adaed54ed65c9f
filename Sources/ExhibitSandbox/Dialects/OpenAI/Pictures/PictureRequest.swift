import ExhibitJSON

/// What is to be drawn, checked.
struct PictureRequest: Sendable {
    let prompt: String
    let model: String?
    let count: Int
    let width: Int
    let height: Int
    let quality: String
    let background: String
    let wantsURL: Bool
    let streams: Bool
    /// Of a stream: unfinished pictures before the last one.
    let partialImages: Int
    let isEdit: Bool
    let inputs: [InputImage]
    let mask: InputImage?

    static let edgeLimit = 4096
    static let inputLimit = 16
    static let promptLimit = 32_000

    init(_ form: RequestForm, isEdit: Bool, strict: Bool) throws(Refusal) {
        guard let prompt = form.body.fields["prompt"]?.string, !prompt.isEmpty else { throw .missing("prompt") }
        guard prompt.unicodeScalars.count <= Self.promptLimit else {
            throw Refusal(
                message:
                    "Invalid 'prompt': string too long. Expected a string with maximum length \(Self.promptLimit).",
                param: "prompt",
                code: "string_above_max_length"
            )
        }
        if strict { try StrictRules.check(form, isEdit: isEdit) }
        guard !isEdit || !form.inputs.isEmpty else { throw .missing("image") }
        guard form.inputs.count <= Self.inputLimit else {
            throw .invalid("image", "At most \(Self.inputLimit) input images are taken.")
        }
        let body = form.body
        let format = body.text("output_format") ?? "png"
        guard format == "png" else {
            throw .invalid("output_format", "The sandbox draws PNG only, not '\(format)'.")
        }
        self.prompt = prompt
        self.isEdit = isEdit
        model = body.text("model")
        count = try Self.number("n", in: body, 1...10) ?? 1
        (width, height) = try Self.size(body.text("size") ?? "auto", masked: form.mask == nil ? nil : form.inputs.first)
        quality = Self.resolved(body.text("quality"), "medium")
        background = Self.resolved(body.text("background"), "opaque")
        wantsURL = body.text("response_format") == "url"
        streams = body.text("stream") == "true"
        partialImages = try Self.number("partial_images", in: body, 0...3) ?? 0
        inputs = form.inputs
        mask = form.mask
    }

    private static func number(
        _ name: String,
        in body: RequestBody,
        _ range: ClosedRange<Int>
    ) throws(Refusal) -> Int? {
        guard let text = body.text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalid(
                name,
                "Invalid '\(name)': expected an integer from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    /// What is painted into a picture keeps its size, unless another one is asked for.
    private static func size(_ text: String, masked: InputImage?) throws(Refusal) -> (Int, Int) {
        guard text != "auto" else { return masked?.size ?? (1024, 1024) }
        guard let size = SizeText.parse(text), max(size.width, size.height) <= edgeLimit else {
            throw .invalid("size", "Invalid size '\(text)': the sandbox draws WIDTHxHEIGHT up to 4096x4096, or auto.")
        }
        return size
    }

    private static func resolved(_ asked: String?, _ automatic: String) -> String {
        guard let asked, asked != "auto" else { return automatic }
        return asked
    }
}
