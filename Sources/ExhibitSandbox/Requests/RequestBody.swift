import ExhibitJSON
import ExhibitServing

/// The body of a request as it came: fields and files, whether as JSON or as a multipart form.
struct RequestBody: Sendable {
    struct File: Sendable {
        let name: String
        let fileName: String
        /// The label that the part carries.
        let mediaType: String?
        let content: [UInt8]
    }

    /// A multipart form's texts are strings here.
    private(set) var fields = JSONObject()
    /// In the order of their first appearance, files included.
    private(set) var names: [String] = []
    private(set) var files: [File] = []
    private(set) var isMultipart = false

    /// A request without a body.
    init() {}

    init(_ request: ServerRequest) throws(Refusal) {
        let contentType = request.header("Content-Type") ?? "application/json"
        isMultipart = contentType.lowercased().hasPrefix("multipart/form-data")
        if isMultipart {
            guard let form = MultipartForm(request.body, contentType: contentType) else { throw .unreadableForm }
            for part in form.parts { take(part) }
        } else {
            let value = try? JSONReader.read(request.body, .reply)  // a provider says one sentence, whatever is wrong
            guard let object = value?.object else { throw .unreadableJSON }
            fields = object
            names = object.keys
        }
    }

    private mutating func take(_ part: MultipartForm.Part) {
        if !names.contains(part.name) { names.append(part.name) }
        if let fileName = part.fileName {
            let content = Array(part.content)
            files.append(File(name: part.name, fileName: fileName, mediaType: part.mediaType, content: content))
        } else {
            fields[part.name] = .string(String(decoding: part.content, as: UTF8.self))
        }
    }

    /// The field as a form would carry it; null counts as not there.
    func text(_ name: String) -> String? { fields[name].flatMap(Self.text) }

    static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }

    /// What the medium is to be made from, wherever the dialects put it: empty when there is none.
    var prompt: String {
        if let text = fields["prompt"]?.string ?? fields["input"]?.string { return text }
        if let text = fields["input"]?["prompt"]?.string { return text }
        return Self.texts(in: fields["contents"] ?? fields["content"] ?? .null).joined(separator: "\n")
    }

    /// Every member `text` below the value.
    private static func texts(in value: JSONValue) -> [String] {
        switch value {
        case .array(let elements): elements.flatMap(texts)
        case .object(let object):
            object.members.flatMap { member in
                member.key == "text" ? [member.value.string].compactMap { $0 } : texts(in: member.value)
            }
        default: []
        }
    }
}
