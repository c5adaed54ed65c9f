import ExhibitJSON
import ExhibitModel
import ExhibitServing

/// A request for pictures as it came: fields, pictures and mask, whether as JSON or as a multipart form.
struct RequestForm {
    /// A multipart form's texts are strings here.
    private(set) var fields = JSONObject()
    /// In the order of their first appearance, pictures included.
    private(set) var names: [String] = []
    private(set) var inputs: [InputImage] = []
    private(set) var mask: InputImage?
    /// Labels of the file parts, which a strict provider believes.
    private(set) var partTypes: [(name: String, mediaType: String?)] = []
    let isMultipart: Bool

    init(_ request: ServerRequest) throws(Refusal) {
        let contentType = request.header("Content-Type") ?? "application/json"
        isMultipart = contentType.lowercased().hasPrefix("multipart/form-data")
        if isMultipart {
            guard let form = MultipartForm(request.body, contentType: contentType) else {
                throw Refusal(message: "Could not parse the multipart form of your request.")
            }
            for part in form.parts { try take(part) }
        } else {
            try take(request.body)
        }
    }

    var prompt: String? { fields["prompt"]?.string }

    private mutating func take(_ part: MultipartForm.Part) throws(Refusal) {
        if !names.contains(part.name) { names.append(part.name) }
        guard part.fileName != nil else {
            fields[part.name] = .string(String(decoding: part.content, as: UTF8.self))
            return
        }
        partTypes.append((part.name, part.mediaType))
        let image = try InputImage(Array(part.content), param: part.name)
        if part.name == "mask" { mask = image } else { inputs.append(image) }
    }

    private mutating func take(_ body: [UInt8]) throws(Refusal) {
        let value = try? JSONReader.read(body, .reply)  // whatever is wrong with it, a provider says the same sentence
        guard let object = value?.object else {
            throw Refusal(message: "We could not parse the JSON body of your request.")
        }
        fields = object
        names = object.keys
        for (name, value) in object.members where name != "prompt" {
            if name == "mask" {
                guard let url = value["image_url"]?.string ?? value.string else { continue }
                mask = try InputImage(dataURL: url, param: name)
            } else {
                try takePictures(in: value, name)
            }
        }
    }

    /// Gateways name reference pictures as they like, so every data URL is one; OpenAI's `images` may hold nothing else.
    private mutating func takePictures(in value: JSONValue, _ name: String) throws(Refusal) {
        switch value {
        case .string(let text) where text.hasPrefix("data:image/"):
            inputs.append(try InputImage(dataURL: text, param: name))
        case .string where name == "images":
            throw .invalid(name, "The sandbox takes pictures as data URLs in base64 only: it fetches nothing.")
        case .array(let elements):
            for element in elements { try takePictures(in: element, name) }
        case .object(let object):
            for member in object.members { try takePictures(in: member.value, name) }
        default: break
        }
    }
}
