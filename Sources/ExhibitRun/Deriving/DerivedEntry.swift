import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPicture

/// The body of `artifact.derived`, for pictures and sounds alike: nothing else writes one.
struct DerivedEntry {
    let role: DerivedRole
    /// With its version.
    let operation: String
    let parameters: JSONObject
    let from: [Digest]
    let sha256: Digest
    let bytes: Int
    let mediaType: String
    /// What was measured on the file.
    let facts: JSONObject

    /// Longer lists do not stand in an entry, nor do texts (formats.md, "Sizes and the store").
    private static let listLimit = 16
    private static let textLimit = 2048

    /// What is too long for the entry becomes a blob of `append`.
    func body(_ append: inout Append) throws -> JSONObject {
        var body = facts
        body["role"] = .string(role.rawValue)
        body["op"] = .string(operation)
        body["sha256"] = .string(sha256.hex)
        body["bytes"] = .int(bytes)
        body["media_type"] = .string(mediaType)
        let parameters = try CanonicalJSON.bytes(.object(self.parameters))
        if parameters.count <= Self.textLimit {
            body["params"] = .object(self.parameters)
        } else {
            body["params_blob"] = Self.keep(parameters, in: &append)
        }
        let sources = JSONValue.array(from.map { .string($0.hex) })
        if from.count <= Self.listLimit {
            body["from"] = sources
        } else {
            body["from_blob"] = Self.keep(try CanonicalJSON.bytes(sources), in: &append)
        }
        return body
    }

    private static func keep(_ document: [UInt8], in append: inout Append) -> JSONValue {
        let blob = StagedBlob(document, media: "application/json")
        append.blobs.append(blob)
        return .string(blob.sha256.hex)
    }
}

extension DerivedEntry {
    init(_ file: DerivedFile) {
        role = file.role
        operation = file.operation.name
        parameters = Self.object(file.operation.parameters)
        from = file.from
        sha256 = file.sha256
        bytes = file.bytes.count
        mediaType = DerivedFile.mediaType
        var facts: JSONObject = [
            "width": .int(file.size.width), "height": .int(file.size.height),
            "pixels_sha256": .string(file.pixelsSHA256.hex),
        ]
        if !file.measures.isEmpty { facts["measures"] = .object(Self.object(file.measures)) }
        if file.isSimulated { facts["simulated"] = true }
        self.facts = facts
    }

    private static func object(_ parameters: [String: Operation.Parameter]) -> JSONObject {
        JSONObject(
            parameters.sorted { $0.key < $1.key }.map { key, value in
                switch value {
                case .integer(let number): (key, .int(number))
                case .text(let text): (key, .string(text))
                case .flag(let flag): (key, .bool(flag))
                }
            }
        )
    }
}
