import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// A complete answer on the disk between its last byte and its entry: what a crash in between does not lose.
///
/// One file beside the decoded pictures, already redacted, in the home like the private values that it holds.
struct KeptReply {
    let body: JSONObject
    let blobs: [StagedBlob]
    let values: [PrivateValue]
    let sealed: [SealedBox]

    private static let name = "reply.json"

    /// Writes what is about to be appended; durable when it returns.
    static func write(_ append: Append, to folder: String) throws {
        guard let draft = append.drafts.last else { return }
        let document: JSONValue = [
            "body": .object(draft.body),
            "blobs": .array(
                append.blobs.map { blob in
                    var item: JSONObject = ["sha256": .string(blob.sha256.hex), "bytes": .int(blob.bytes)]
                    item["media"] = blob.media.map(JSONValue.string)
                    switch blob.content {
                    case .bytes(let bytes): item["data"] = .string(Base64.encode(bytes))
                    case .file(let path): item["file"] = .string(RegularFile.name(of: path))
                    }
                    return .object(item)
                }
            ),
            "values": .array(
                append.values.map { value in
                    [
                        "text": .string(value.text), "commit": .string(value.commit),
                        "salt": .string(Hex.encode(value.salt)),
                    ]
                }
            ),
            "sealed": .array(
                append.sealed.map { box in
                    [
                        "commit": .string(box.commit), "salt": .string(Hex.encode(box.salt)),
                        "nonce": .string(Hex.encode(box.nonce)), "box": .string(Base64.encode(box.box)),
                    ]
                }
            ),
        ]
        try RegularFile.replace(
            "\(folder)/\(name)",
            with: try CanonicalJSON.bytes(document),
            mode: 0o600,
            durable: true
        )
    }

    /// Nil when there is none: the answer never came whole, or is in the ledger.
    static func read(_ folder: String, _ store: ContentStore) throws -> KeptReply? {
        let path = "\(folder)/\(name)"
        guard RegularFile.exists(path) else { return nil }
        let value = try CanonicalJSON.read(RegularFile.read(path))
        guard let body = value["body"]?.object else { return nil }
        return KeptReply(
            body: body,
            blobs: (value["blobs"]?.array ?? []).compactMap { blob($0, folder, store) },
            values: (value["values"]?.array ?? []).compactMap(privateValue),
            sealed: (value["sealed"]?.array ?? []).compactMap(box)
        )
    }

    private static func blob(_ item: JSONValue, _ folder: String, _ store: ContentStore) -> StagedBlob? {
        guard let digest = item["sha256"]?.string.flatMap({ Digest(hex: $0) }), let bytes = item["bytes"]?.int else {
            return nil
        }
        func staged(_ content: StagedBlob.Content) -> StagedBlob {
            StagedBlob(sha256: digest, bytes: bytes, media: item["media"]?.string, content: content)
        }
        if let data = item["data"]?.string.flatMap({ Base64.decode($0) }) { return staged(.bytes(data)) }
        guard let name = item["file"]?.string else { return nil }
        if RegularFile.exists("\(folder)/\(name)") { return staged(.file(path: "\(folder)/\(name)")) }
        // Taken into the store by an append that then failed.
        return store.has(digest) ? staged(.file(path: store.path(digest))) : nil
    }

    private static func box(_ item: JSONValue) -> SealedBox? {
        guard let commit = item["commit"]?.string, let salt = item["salt"]?.string.flatMap({ Hex.decode($0) }),
            let nonce = item["nonce"]?.string.flatMap({ Hex.decode($0) }),
            let box = item["box"]?.string.flatMap({ Base64.decode($0) })
        else { return nil }
        return SealedBox(commit: commit, salt: salt, nonce: nonce, box: box)
    }

    private static func privateValue(_ item: JSONValue) -> PrivateValue? {
        guard let text = item["text"]?.string, let commit = item["commit"]?.string,
            let salt = item["salt"]?.string.flatMap({ Hex.decode($0) })
        else { return nil }
        return PrivateValue(text: text, commit: commit, salt: salt)
    }
}
