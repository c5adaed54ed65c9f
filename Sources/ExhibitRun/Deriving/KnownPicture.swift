import ExhibitCrypto
import ExhibitMedia
package import ExhibitModel
package import ExhibitPicture

/// A picture under the hash of its file: what derived files are made from, and recorded as made from.
package struct KnownPicture: Sendable {
    package let sha256: Digest
    package let source: PictureSource
    /// What is made from a picture of the sandbox carries its mark on.
    let isSimulated: Bool

    package init(_ bytes: [UInt8]) {
        sha256 = SHA256.hash(bytes)
        source = PictureSource { bytes }
        isSimulated = Self.isSimulated(ByteSource(bytes: bytes))
    }

    /// A file that has this hash, such as one of the store.
    package init(sha256: Digest, path: String) {
        self.sha256 = sha256
        source = PictureSource(path: path)
        isSimulated = (try? ByteSource(path: path)).map(Self.isSimulated) ?? false  // told when it is decoded
    }

    /// A clear picture that is in no file, under the hash of no bytes.
    package init(blank size: PixelSize) {
        sha256 = SHA256.hash([])
        source = PictureSource(blank: size)
        isSimulated = false
    }

    private static func isSimulated(_ bytes: ByteSource) -> Bool {
        let facts = try? MediaProbe.probe(bytes)  // told when it is decoded
        return facts?.simulated ?? false
    }
}
