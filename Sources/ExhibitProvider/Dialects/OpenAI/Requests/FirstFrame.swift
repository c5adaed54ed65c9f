import ExhibitModel

/// The picture that a video begins with, and how it travels.
///
/// As a file in a form it is the part `input_reference`, OpenAI's own name. In JSON it is `image`, the name of the
/// gateways; under OpenAI's name it is the object that OpenAI has there, under `reference_images` a list of one.
struct FirstFrame {
    static let transportOption = "image_transport"
    static let fieldOption = "image_field"

    /// The words of `--image-transport`.
    private enum Transport: String {
        /// A file, unless references or a field's name ask for JSON.
        case auto
        /// The caller's own path, for a provider that reads the same disk.
        case path
        case dataURL = "data-url"
        case multipart
    }

    private static let openAIField = "input_reference"

    private let index: Int
    private let transport: Transport
    private let field: String?

    /// Nil when the video begins with no picture.
    init?(_ intent: Intent, _ form: RequestForm) throws(ProviderError) {
        let images = form.inputs(of: intent, .image)
        guard form.inputs(of: intent, .mask).isEmpty else {
            throw .optionInvalid(name: "mask", problem: "a video takes none")
        }
        guard images.count <= 1 else { throw .optionInvalid(name: "image", problem: "a video begins with one picture") }
        let word = intent.text(Self.transportOption) ?? Transport.auto.rawValue
        guard let wanted = Transport(rawValue: word) else {
            throw .optionInvalid(
                name: Self.transportOption,
                problem: "\"\(word)\" is none of auto, path, data-url, multipart"
            )
        }
        guard let index = images.first else { return nil }
        let isJSON = !form.inputs(of: intent, .reference).isEmpty
        field = intent.text(Self.fieldOption)
        if wanted == .multipart, isJSON {
            throw .optionInvalid(
                name: Self.transportOption,
                problem: "references travel as JSON, where no file fits; use data-url"
            )
        }
        let isForm = !isJSON && (field ?? Self.openAIField) == Self.openAIField
        transport = wanted == .auto ? (isForm ? .multipart : .dataURL) : wanted
        self.index = index
    }

    /// Adds the picture to the JSON, or gives the form's part.
    func place(in fields: inout RequestFields, _ intent: Intent) throws(ProviderError) -> [MultipartPart]? {
        let value: [JSONFragment]
        switch transport {
        case .multipart, .auto: return [.file(field ?? Self.openAIField, intent, index)]
        case .path: value = [.prompt(intent.inputs[index].path)]
        case .dataURL: value = InputValues.dataURL(intent, index)
        }
        let name = field ?? "image"
        let shaped =
            switch name {
            case Self.openAIField: InputValues.imageURL(value)
            case ReferenceTransport.defaultKey: JSONFragment.array([value])
            default: value
            }
        try InputValues.add(name, of: Self.fieldOption, shaped, &fields)
        return nil
    }
}
