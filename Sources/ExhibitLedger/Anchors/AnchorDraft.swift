package import ExhibitArchive
package import ExhibitRecord

/// What an outside party has vouched for, verified already: an entry, the proof itself, and the bytes that it takes to
/// verify it again.
package struct AnchorDraft: Sendable {
    package let kind: AnchorKind
    /// How many entries the signed head covers.
    package let size: Int64
    /// DER, or a cosignature's line.
    package let proof: [UInt8]
    package let draft: EntryDraft
    package let blobs: [StagedBlob]

    package init(_ kind: AnchorKind, size: Int64, proof: [UInt8], _ draft: EntryDraft, blobs: [StagedBlob] = []) {
        self.kind = kind
        self.size = size
        self.proof = proof
        self.draft = draft
        self.blobs = blobs
    }
}
