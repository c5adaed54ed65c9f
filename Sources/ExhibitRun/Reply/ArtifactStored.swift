import ExhibitJSON
import ExhibitModel

/// `artifact.stored` for what goes into a request.
enum ArtifactStored {
    static func input(_ input: Intent.Input, number: Int, of count: Int) -> JSONObject {
        var body: JSONObject = [
            "role": .string(input.role == .mask ? "mask" : "input"), "n": .int(number), "of": .int(count),
            "sha256": .string(input.sha256.hex), "bytes": .int(input.bytes), "media_type": .string(input.mediaType),
        ]
        body["width"] = input.width.map(JSONValue.int)
        body["height"] = input.height.map(JSONValue.int)
        return body
    }
}
