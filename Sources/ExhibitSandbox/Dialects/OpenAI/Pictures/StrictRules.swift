import ExhibitMedia

/// What api.openai.com refuses and gateways take: unknown fields, odd sizes, mislabelled files, masks that do not fit.
enum StrictRules {
    private static let common: Set = [
        "prompt", "model", "n", "size", "quality", "background", "output_format", "output_compression", "user",
        "stream",
        "partial_images",
    ]
    private static let fileTypes: Set = ["image/png", "image/jpeg", "image/webp"]
    private static let maskLimit = 4 << 20
    private static let pixels = 655_360...8_294_400

    static func check(_ form: RequestForm, isEdit: Bool) throws(Refusal) {
        let model = form.body.text("model") ?? ""
        var known = common
        if !isEdit || !form.body.isMultipart { known.insert("moderation") }
        if isEdit { known.formUnion(form.body.isMultipart ? ["image", "image[]", "mask"] : ["images", "mask"]) }
        if isEdit, !model.hasPrefix("gpt-image-2") { known.insert("input_fidelity") }
        if model.hasPrefix("gpt-image-2.6") { known.formUnion(["complexity", "markup"]) }
        for name in form.body.names where !known.contains(name) { throw .unknown(name) }
        if let size = form.body.text("size"), size != "auto" { try check(size: size) }
        for file in form.body.files where !fileTypes.contains(file.mediaType ?? "") {
            let label = file.mediaType ?? "application/octet-stream"
            throw Refusal(
                message: "Invalid file '\(file.name)': unsupported mimetype ('\(label)').",
                param: file.name,
                code: "unsupported_file_mimetype"
            )
        }
        try checkMask(form)
    }

    /// The full rule of gpt-image-2 and later.
    private static func check(size text: String) throws(Refusal) {
        guard let (width, height) = SizeText.parse(text), width.isMultiple(of: 16), height.isMultiple(of: 16),
            max(width, height) <= 3840, max(width, height) <= 3 * min(width, height), pixels.contains(width * height)
        else {
            throw .invalid("size", "Invalid value: '\(text)' is not a supported size.")
        }
    }

    private static func checkMask(_ form: RequestForm) throws(Refusal) {
        guard let mask = form.mask else { return }
        guard mask.facts.mediaType == "image/png", mask.bytes.count < maskLimit else {
            throw .invalid("mask", "Invalid mask: expected a PNG of less than 4 MB.")
        }
        guard let first = form.inputs.first?.facts, first.width == mask.facts.width, first.height == mask.facts.height
        else {
            throw .invalid("mask", "Invalid mask image format - mask size does not match image size.")
        }
    }
}
