import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitPicture
import ExhibitRecord

/// One more file of a sample run: something it was made from, or something that was made.
struct SampleFile: Sendable {
    let type: EntryType
    var body: JSONObject
    var bytes: [UInt8]
    var isKept = true

    var sha256: Digest { SHA256.hash(bytes) }

    static func source(_ bytes: [UInt8]) -> SampleFile {
        SampleFile(
            type: .artifactStored,
            body: [
                "role": "source", "n": 1, "of": 1, "sha256": .string(SHA256.hash(bytes).hex),
                "bytes": .int(bytes.count), "media_type": "image/png",
            ],
            bytes: bytes
        )
    }

    /// What `operation` makes from `sources`, recorded as it is.
    static func derived(_ role: String, _ operation: Operation, from sources: [[UInt8]]) throws -> SampleFile {
        let made = try OperationTable.apply(operation, to: sources.map { bytes in PictureSource { bytes } })
        let bytes = PictureWriter.png(made.pixels)
        var body: JSONObject = [
            "role": .string(role), "op": .string(operation.name), "params": object(operation.parameters),
            "from": .array(sources.map { .string(SHA256.hash($0).hex) }), "sha256": .string(SHA256.hash(bytes).hex),
            "bytes": .int(bytes.count), "media_type": "image/png", "width": .int(made.pixels.width),
            "height": .int(made.pixels.height), "pixels_sha256": .string(SHA256.hash(made.pixels.bytes).hex),
        ]
        if !made.measures.isEmpty { body["measures"] = object(made.measures) }
        return SampleFile(type: .artifactDerived, body: body, bytes: bytes)
    }

    /// A sound that was joined from `parts`, which are the bytes that it has.
    static func joined(_ bytes: [UInt8], from parts: [[UInt8]]) -> SampleFile {
        SampleFile(
            type: .artifactDerived,
            body: [
                "role": "derived", "op": "wav.join@1", "params": [:], "sha256": .string(SHA256.hash(bytes).hex),
                "bytes": .int(bytes.count), "media_type": "audio/wav",
                "from": .array(parts.map { .string(SHA256.hash($0).hex) }),
            ],
            bytes: bytes
        )
    }

    private static func object(_ parameters: [String: Operation.Parameter]) -> JSONValue {
        .object(
            JSONObject(
                parameters.map { key, value in
                    switch value {
                    case .integer(let number): (key, .int(number))
                    case .text(let text): (key, .string(text))
                    case .flag(let flag): (key, .bool(flag))
                    }
                }
            )
        )
    }
}
