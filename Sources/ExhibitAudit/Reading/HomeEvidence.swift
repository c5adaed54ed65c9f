import ExhibitArchive
import ExhibitLedger
import ExhibitModel

/// A home's store and private values.
struct HomeEvidence: EvidenceSource {
    let reader: AuditReader

    func blob(_ digest: Digest) throws -> HeldBlob? {
        let row = try reader.blobRow(digest)
        if let data = row?.data {
            return HeldBlob(
                recordedBytes: row?.bytes,
                media: row?.media,
                source: .bytes(data),
                place: "blob \(digest.hex.prefix(16))…"
            )
        }
        // A crash may have come between the entry that erases and the file's end.
        guard reader.store.has(digest), try erasure(digest) == nil else { return nil }
        let path = reader.store.path(digest)
        let place = path.hasPrefix(reader.home.path + "/") ? String(path.dropFirst(reader.home.path.count + 1)) : path
        return HeldBlob(recordedBytes: row?.bytes, media: row?.media, source: .file(path), place: place)
    }

    func erasure(_ digest: Digest) throws -> Int64? {
        // The row only says where to look: the entry itself has to name the hash.
        guard let seq = ErasedMark.entry(try reader.blobRow(digest)?.media), let entry = try reader.entry(seq),
            ErasedBytes.of(entry).contains(digest)
        else { return nil }
        return seq
    }

    func value(_ commit: String) throws -> String? { try reader.privateValue(commit) }

    func sealed(_ commit: String) throws -> String? { try reader.sealed(commit) }
}
