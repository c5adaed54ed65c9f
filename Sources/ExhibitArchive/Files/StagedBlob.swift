import ExhibitCrypto
package import ExhibitModel

/// Bytes on their way into the store, named by their hash.
package struct StagedBlob: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case bytes([UInt8])
        /// A finished file, synced by its writer, that the store takes over by renaming it.
        case file(path: String)
    }

    package let sha256: Digest
    package let bytes: Int
    package let media: String?
    package let content: Content

    package init(sha256: Digest, bytes: Int, media: String?, content: Content) {
        self.sha256 = sha256
        self.bytes = bytes
        self.media = media
        self.content = content
    }

    package init(_ bytes: [UInt8], media: String? = nil) {
        self.init(sha256: SHA256.hash(bytes), bytes: bytes.count, media: media, content: .bytes(bytes))
    }
}
