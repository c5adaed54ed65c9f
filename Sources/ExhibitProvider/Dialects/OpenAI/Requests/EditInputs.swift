import ExhibitModel

/// What an edit works on: the images, what they are to resemble, and the mask of the first.
struct EditInputs {
    /// The names of files in the form, and of nothing else.
    static let names: Set<String> = ["image", "image[]", "mask"]

    private let images: [Int]
    private let mask: Int?

    init(_ intent: Intent, _ form: RequestForm) throws(ProviderError) {
        // The mask belongs to the first image, so what is edited comes before what it is to resemble.
        images = form.inputs(of: intent, .image) + form.inputs(of: intent, .reference)
        guard let first = images.first else { throw .inputMissing }
        let masks = form.inputs(of: intent, .mask)
        guard masks.count <= 1 else { throw .maskRepeated }
        mask = masks.first
        if let mask { try Self.checkSize(intent.inputs[mask], like: intent.inputs[first]) }
    }

    /// One image is a part `image`, several are parts `image[]`, as the official client names them.
    func parts(of intent: Intent) -> [MultipartPart] {
        let name = images.count == 1 ? "image" : "image[]"
        return images.map { .file(name, intent, $0) } + (mask.map { [.file("mask", intent, $0)] } ?? [])
    }

    /// The JSON form of the same: `images` and `mask`, each image an object with its `data:` URL.
    func add(to fields: inout RequestFields, _ intent: Intent) throws(ProviderError) {
        func value(_ index: Int) -> [JSONFragment] { InputValues.imageURL(InputValues.dataURL(intent, index)) }
        fields.add("images", inputs: JSONFragment.array(images.map(value)))
        if let mask { fields.add("mask", inputs: value(mask)) }
    }

    private static func checkSize(_ mask: Intent.Input, like image: Intent.Input) throws(ProviderError) {
        guard let maskSize = size(of: mask), let imageSize = size(of: image), maskSize != imageSize else { return }
        throw .maskSize(mask: maskSize, image: imageSize)
    }

    /// Nil when the probe could not tell.
    private static func size(of input: Intent.Input) -> String? {
        guard let width = input.width, let height = input.height else { return nil }
        return "\(width)x\(height)"
    }
}

extension MultipartPart {
    static func file(_ name: String, _ intent: Intent, _ index: Int) -> MultipartPart {
        let input = intent.inputs[index]
        return MultipartPart(name, fileName: input.name, mediaType: input.mediaType, .input(index))
    }
}
