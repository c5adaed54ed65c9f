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
        guard reader.store.has(digest) else { return nil }
        let path = reader.store.path(digest)
        let place = path.hasPrefix(reader.home.path + "/") ? String(path.dropFirst(reader.home.path.count + 1)) : path
        return HeldBlob(recordedBytes: row?.bytes, media: row?.media, source: .file(path), place: place)
    }

    func value(_ commit: String) throws -> String? { try reader.privateValue(commit) }

    func sealed(_ commit: String) throws -> String? { try reader.sealed(commit) }
}
