import ExhibitArchive
import ExhibitCrypto
import ExhibitMedia
import ExhibitModel

/// Joins the parts of a derived sound again: the same parts give the same bytes.
enum SoundAgain {
    /// In what they do not; nil when they do.
    static func difference(_ file: DerivedRecord, _ parts: [HeldBlob]) -> String? {
        var hash = SHA256()
        do {
            let join = try WAVJoin(try parts.map(source))
            try join.write { piece in hash.update(Array(piece)) }
        } catch {
            return "it cannot be made again from what it was made from: \(error)"
        }
        return hash.finish() == file.sha256 ? nil : "its parts, joined again, give other bytes"
    }

    private static func source(_ blob: HeldBlob) throws(FileFault) -> ByteSource {
        if case .bytes(let bytes) = blob.source { return ByteSource(bytes: bytes) }
        return try ByteSource(path: blob.path ?? "")
    }
}
