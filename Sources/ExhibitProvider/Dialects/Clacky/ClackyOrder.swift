import ExhibitJSON
import ExhibitModel

/// An intent as the body of one of the server's requests.
struct ClackyOrder {
    static let aspectRatio = "aspect_ratio"

    let sent: Sent
    private let kind: ClackyKind
    private var fields: RequestFields
    private var dropped: [String] = []
    private let inputs: [(name: String, value: [JSONFragment])]

    private static let folder = "output_dir"
    private static let privateFields: Set<String> = ["prompt", "input", folder]
    private static let refused = [
        "model": "is chosen on the server's settings page, not by a request",
        "image": "is an input; give it with --image",
        "images": "are inputs; give them with --image",
    ]

    init(_ intent: Intent) throws(ProviderError) {
        guard let kind = ClackyKind(intent.mode) else {
            throw .routeUnknown(intent.route, dialect: ClackyDialect.name)
        }
        guard !intent.sentPrompt.isEmpty else { throw .promptMissing }
        var fields = try Self.fields(intent, kind)
        try fields.merge(extraJSON: intent.extraJSON, refusing: Self.refused)
        self.kind = kind
        self.fields = fields
        inputs = try Self.inputs(intent, kind)
        let name = inputs.first?.name ?? ""
        sent = Sent(
            model: intent.model,
            prompt: try fields.text(kind == .audio ? "input" : RequestFields.prompt),
            overwritten: fields.overwritten,
            inputNames: Dictionary(intent.inputs.indices.map { ($0, name) }) { first, _ in first }
        )
    }

    /// Leaves a field out; false when there is none.
    mutating func drop(_ field: String) -> Bool {
        guard fields[field] != nil else { return false }
        fields.remove(field)
        dropped.append(field)
        return true
    }

    func request(
        _ intent: Intent,
        _ endpoint: ProviderEndpoint,
        memory: [String: String]
    ) throws(ProviderError) -> ProviderRequest {
        var memory = memory
        memory[ClackyAnswer.folder] = try fields.text(Self.folder)
        return ProviderRequest(
            method: "POST",
            url: try EndpointURL.join(endpoint.baseURL, intent.endpoint ?? kind.path),
            body: .json(JSONFragment.object(fields, followedBy: inputs)),
            purpose: .submit(Variation(fieldsDropped: dropped), memory: memory),
            headers: [HeaderField("Accept", "application/json")]
        )
    }

    private static func fields(_ intent: Intent, _ kind: ClackyKind) throws(ProviderError) -> RequestFields {
        var options = OptionReader(intent, dialect: ClackyDialect.name)
        try options.one()
        guard let target = try options.text(folder), target.hasPrefix("/") else {
            throw .optionInvalid(name: folder, problem: "must be the absolute path of a folder")
        }
        var list: [(name: String, value: JSONValue)] = []
        switch kind {
        case .image, .video:
            let words = kind == .image ? ["landscape", "square", "portrait"] : ["landscape", "portrait"]
            list.append((RequestFields.prompt, .string(intent.sentPrompt)))
            list.append((aspectRatio, .string(try options.word(aspectRatio, of: words) ?? words[0])))
            if kind == .video {
                list.append(("duration_seconds", .int(try options.integer("seconds", in: 4...8) ?? 8)))
            }
        case .audio:
            list.append(("input", .string(intent.sentPrompt)))
            list.append(("voice", .string(try options.text("voice") ?? "Kore")))
        }
        list.append((folder, .string(target)))
        for edge in ["size", "width", "height"] where options.isGiven(edge) {
            throw .optionReplaced(
                name: edge,
                dialect: ClackyDialect.name,
                hint: "the server knows shapes only: --aspect-ratio landscape|square|portrait, and --fit WxH afterwards"
            )
        }
        try options.finish()
        return RequestFields(list, privateNames: Self.privateFields)
    }

    private static func inputs(
        _ intent: Intent,
        _ kind: ClackyKind
    ) throws(ProviderError) -> [(name: String, value: [JSONFragment])] {
        let inputs = intent.inputs
        if inputs.contains(where: { $0.role == .mask }) {
            throw .maskNotSupported(dialect: ClackyDialect.name)
        }
        let pictures = inputs.indices.map { JSONFragment.inputDataURL($0, mediaType: inputs[$0].mediaType) }
        switch (kind, inputs.count) {
        case (_, 0):
            if intent.mode == .edit { throw .inputMissing }
            return []
        case (.audio, _): throw .inputsNotSupported(route: intent.route)
        case (.image, 1): return [("image", pictures)]
        case (.image, _): return [("images", JSONFragment.array(pictures.map { [$0] }))]
        case (.video, 1) where inputs[0].role == .image:
            return [
                (
                    "image",
                    [
                        .text(#"{"b64_json":"#), .inputBase64(0),
                        .text(#","mime_type":"# + JSONText.compact(.string(inputs[0].mediaType)) + "}"),
                    ]
                )
            ]
        case (.video, _):
            throw .modelUnfit(
                model: intent.model,
                problem: "takes one image, a film's first frame",
                hint: "give one --image"
            )
        }
    }
}
