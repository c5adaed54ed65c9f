import ExhibitJSON

/// What is to be drawn, checked.
struct PictureRequest {
    let prompt: String
    let model: String?
    let count: Int
    let width: Int
    let height: Int
    let quality: String
    let background: String
    let wantsURL: Bool
    let isEdit: Bool
    let inputs: [InputImage]
    let mask: InputImage?

    static let edgeLimit = 4096
    static let inputLimit = 16
    static let promptLimit = 32_000

    init(_ form: RequestForm, isEdit: Bool, strict: Bool) throws(Refusal) {
        guard let prompt = form.prompt, !prompt.isEmpty else { throw .missing("prompt") }
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
        let fields = form.fields
        if Self.text(fields, "stream") == "true" { throw .invalid("stream", "The sandbox does not stream yet.") }
        let format = Self.text(fields, "output_format") ?? "png"
        guard format == "png" else {
            throw .invalid("output_format", "The sandbox draws PNG only, not '\(format)'.")
        }
        self.prompt = prompt
        self.isEdit = isEdit
        model = Self.text(fields, "model")
        count = try Self.count(fields)
        (width, height) = try Self.size(fields)
        quality = Self.resolved(Self.text(fields, "quality"), "medium")
        background = Self.resolved(Self.text(fields, "background"), "opaque")
        wantsURL = Self.text(fields, "response_format") == "url"
        inputs = form.inputs
        mask = form.mask
    }

    private static func count(_ fields: JSONObject) throws(Refusal) -> Int {
        guard let text = text(fields, "n") else { return 1 }
        guard let count = Int(text), (1...10).contains(count) else {
            throw .invalid("n", "Invalid 'n': expected an integer from 1 to 10.")
        }
        return count
    }

    private static func size(_ fields: JSONObject) throws(Refusal) -> (Int, Int) {
        let text = text(fields, "size") ?? "auto"
        guard text != "auto" else { return (1024, 1024) }
        guard let size = SizeText.parse(text), max(size.width, size.height) <= edgeLimit else {
            throw .invalid("size", "Invalid size '\(text)': the sandbox draws WIDTHxHEIGHT up to 4096x4096, or auto.")
        }
        return size
    }

    /// The field as a form would carry it; null counts as not there.
    private static func text(_ fields: JSONObject, _ name: String) -> String? {
        switch fields[name] {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }

    private static func resolved(_ asked: String?, _ automatic: String) -> String {
        guard let asked, asked != "auto" else { return automatic }
        return asked
    }
}
