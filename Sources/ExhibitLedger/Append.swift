package import ExhibitArchive
package import ExhibitRecord

/// What one append makes durable together: the entries, and the bytes and values that they name.
package struct Append: Sendable {
    package var drafts: [EntryDraft]
    package var blobs: [StagedBlob]
    package var values: [PrivateValue]
    package var sealed: [SealedBox]
    /// The run whose end erases the sealed boxes.
    package var sealedRun: String?

    package init(
        _ drafts: [EntryDraft],
        blobs: [StagedBlob] = [],
        values: [PrivateValue] = [],
        sealed: [SealedBox] = [],
        sealedRun: String? = nil
    ) {
        self.drafts = drafts
        self.blobs = blobs
        self.values = values
        self.sealed = sealed
        self.sealedRun = sealedRun
    }
}
