import ExhibitJSON
import ExhibitMedia
import ExhibitModel
import ExhibitPicture

/// The body of `artifact.stored` for one output: what was measured on the bytes.
struct ArtifactBody {
    let item: MediaItem
    let facts: MediaFacts?
    /// Absent where no streaming decoder exists.
    let decodes: Bool?

    init(_ item: MediaItem, path: String) throws(FileFault) {
        self.item = item
        facts = try MediaProbe.probe(ByteSource(path: path))
        // Bytes of no known format are no medium at all.
        decodes = if let facts { PictureCheck.decodes(path: path, mediaType: facts.mediaType) } else { false }
    }

    var isUsable: Bool { facts?.complete == true && decodes != false }

    var fileExtension: String { facts?.fileExtension ?? "bin" }

    func object(number: Int, of count: Int) -> JSONObject {
        var body: JSONObject = [
            "role": "output", "n": .int(number), "of": .int(count), "sha256": .string(item.sha256.hex),
            "bytes": .int(item.bytes),
            "media_type": .string(facts?.mediaType ?? "application/octet-stream"),
            "complete": .bool(facts?.complete ?? false),
            "derivation": .string(item.derivation), "from": item.origin,
        ]
        body["width"] = facts?.width.map(JSONValue.int)
        body["height"] = facts?.height.map(JSONValue.int)
        body["duration_ms"] = facts?.durationMilliseconds.map(JSONValue.int)
        body["frames"] = facts?.frames.map(JSONValue.int)
        body["tracks"] = facts?.tracks.map { .array($0.map { .string($0.rawValue) }) }
        body["sound"] = facts?.sound.map { .object(Self.object($0)) }
        body["decodes"] = decodes.map(JSONValue.bool)
        if facts?.simulated == true { body["simulated"] = true }
        return body
    }

    private static func object(_ sound: SoundFormat) -> JSONObject {
        var object: JSONObject = ["sample_rate": .int(sound.sampleRate), "channels": .int(sound.channels)]
        object["bits_per_sample"] = sound.bitsPerSample.map(JSONValue.int)
        return object
    }
}
