import ExhibitArchive
import ExhibitCrypto
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitTransport

/// One request body seen three ways: what goes over the wire, what the archive keeps, and the digest of it all.
struct RequestPieces {
    let wire: HTTPRequestBody
    let archive: [RequestPart]
    let digest: Digest
    let bytes: Int

    /// What is sent is what `store` holds by the time of sending.
    init(_ body: RequestBody, inputs: [Intent.Input], store: ContentStore) throws {
        var wire: [HTTPRequestBody.Piece] = []
        var archive: [RequestPart] = []
        var hash = SHA256()
        var bytes = 0
        for piece in body.pieces {
            switch piece {
            case .text(let text):
                wire.append(.bytes(Array(text.utf8)))
                archive.append(.text(Array(text.utf8)))
            case .privateText(let text, let encoding):
                wire.append(.bytes(Array((piece.wireText ?? text).utf8)))
                archive.append(.privateText(text, encoding: encoding == .json ? .json : .raw))
            case .input(let index):
                let input = inputs[index]
                wire.append(.file(path: store.path(input.sha256), bytes: input.bytes))
                archive.append(.file(input.sha256, bytes: input.bytes))
            case .inputBase64(let index):
                let input = inputs[index]
                let content = try store.has(input.sha256) ? RegularFile.read(store.path(input.sha256)) : input.read()
                wire.append(.bytes(Base64.encodeBytes(content)))
                archive.append(.fileBase64(input.sha256, bytes: input.bytes))
            }
        }
        // Inputs that are not in the store yet: staging checks that the user's file is still the same.
        let unstaged = Dictionary(
            inputs.filter { !store.has($0.sha256) }.map { (store.path($0.sha256), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for piece in wire {
            switch piece {
            case .bytes(let content):
                hash.update(content)
                bytes += content.count
            case .file(let path, let count):
                if let content = unstaged[path]?.content {
                    hash.update(content)
                } else {
                    try Self.update(&hash, unstaged[path]?.path ?? path)
                }
                bytes += count
            }
        }
        self.wire = wire.isEmpty ? .none : .pieces(wire)
        self.archive = archive
        self.bytes = bytes
        digest = hash.finish()
    }

    private static func update(_ hash: inout SHA256, _ path: String) throws {
        var offset = 0
        while true {
            let window = try RegularFile.read(path, at: offset, count: 1 << 18)
            guard !window.isEmpty else { return }
            hash.update(window)
            offset += window.count
        }
    }
}
