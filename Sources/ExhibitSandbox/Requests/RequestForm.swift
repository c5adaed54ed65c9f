import ExhibitJSON
import ExhibitModel

/// The pictures and the mask of a request, wherever a client may put them.
struct RequestForm {
    let body: RequestBody
    private(set) var inputs: [InputImage] = []
    private(set) var mask: InputImage?

    init(_ body: RequestBody) throws(Refusal) {
        self.body = body
        for file in body.files {
            let image = try InputImage(file.content, param: file.name)
            if file.name == "mask" { mask = image } else { inputs.append(image) }
        }
        for (name, value) in body.fields.members where name != "prompt" {
            if name == "mask" || name == "mask_url" {
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
