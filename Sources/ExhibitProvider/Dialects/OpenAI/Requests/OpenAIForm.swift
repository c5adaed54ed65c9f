import ExhibitJSON
import ExhibitModel

/// The form of `/images/edits`.
enum OpenAIEditForm {
    private static let fileFields: Set<String> = ["image", "image[]", "mask"]

    /// Texts first, then the images in the caller's order, then the mask.
    ///
    /// One image is a part `image`, several are parts `image[]`, as the official client names them.
    static func body(
        _ fields: RequestFields,
        _ inputs: [Intent.Input],
        token: String
    ) throws(ProviderError) -> RequestBody {
        let parts = try texts(fields) + files(inputs)
        let boundary = MultipartBoundary.make(token: token, avoiding: parts.flatMap(\.texts))
        return .multipart(boundary: boundary, parts)
    }

    private static func texts(_ fields: RequestFields) throws(ProviderError) -> [MultipartPart] {
        var parts: [MultipartPart] = []
        for (name, value) in fields.list {
            guard !fileFields.contains(name) else {
                throw .extraJSONInvalid(
                    field: name,
                    problem: "is a file in this request; give it with --image or --mask"
                )
            }
            guard let text = text(of: value) else { continue }
            parts.append(MultipartPart(name, name == RequestFields.prompt ? .prompt(text) : .text(text)))
        }
        return parts
    }

    /// A form knows texts only: numbers and booleans as JSON spells them, lists and objects as JSON, null not at all.
    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .null: nil
        case .string(let text): text
        case .bool, .number, .array, .object: JSONText.compact(value)
        }
    }

    private static func files(_ inputs: [Intent.Input]) throws(ProviderError) -> [MultipartPart] {
        let images = inputs.indices.filter { inputs[$0].role == .image }
        let masks = inputs.indices.filter { inputs[$0].role == .mask }
        guard let first = images.first else { throw .inputMissing }
        guard masks.count <= 1 else { throw .maskRepeated }
        for mask in masks { try checkSize(inputs[mask], like: inputs[first]) }
        let name = images.count == 1 ? "image" : "image[]"
        return images.map { file(name, inputs, $0) } + masks.map { file("mask", inputs, $0) }
    }

    private static func file(_ name: String, _ inputs: [Intent.Input], _ index: Int) -> MultipartPart {
        MultipartPart(name, fileName: inputs[index].name, mediaType: inputs[index].mediaType, .input(index))
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
    /// Everything in the part that is text and could hold a boundary.
    fileprivate var texts: [String] {
        let own =
            switch content {
            case .text(let text), .prompt(let text): [text]
            case .input: [String]()
            }
        return own + [name] + (fileName.map { [$0] } ?? [])
    }
}
