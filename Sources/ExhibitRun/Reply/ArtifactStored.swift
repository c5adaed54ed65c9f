import ExhibitJSON
import ExhibitModel

/// `artifact.stored` for what goes into a request.
enum ArtifactStored {
    static func input(_ input: Intent.Input, number: Int, of count: Int) -> JSONObject {
        object(input, role: input.role == .mask ? "mask" : "input", number, count)
    }

    /// For what something was made from that goes into a request.
    static func source(_ source: Intent.Input, number: Int, of count: Int) -> JSONObject {
        object(source, role: "source", number, count)
    }

    private static func object(_ input: Intent.Input, role: String, _ number: Int, _ count: Int) -> JSONObject {
        var body: JSONObject = [
            "role": .string(role), "n": .int(number), "of": .int(count), "sha256": .string(input.sha256.hex),
            "bytes": .int(input.bytes), "media_type": .string(input.mediaType),
        ]
        body["width"] = input.width.map(JSONValue.int)
        body["height"] = input.height.map(JSONValue.int)
        return body
    }
}
