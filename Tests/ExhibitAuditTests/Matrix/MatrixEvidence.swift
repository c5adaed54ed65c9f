import ExhibitArchive
import ExhibitModel

@testable import ExhibitAudit

/// A store of one blob.
struct MatrixEvidence: EvidenceSource {
    let digest: Digest
    let recordedBytes: Int64
    let bytes: [UInt8]

    func blob(_ digest: Digest) throws -> HeldBlob? {
        guard digest == self.digest else { return nil }
        return HeldBlob(recordedBytes: recordedBytes, media: nil, source: .bytes(bytes), place: "blob")
    }

    func erasure(_ digest: Digest) throws -> Int64? { nil }

    func value(_ commit: String) throws -> String? { nil }

    func sealed(_ commit: String) throws -> String? { nil }
}
