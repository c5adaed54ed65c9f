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
    /// What outside parties have vouched for: each becomes an entry after ``drafts``, and a row beside it.
    package var anchors: [AnchorDraft] = []

    /// Gives what stands in the same transaction after these entries: the verdicts on the run that they end.
    package var judging: Judging?

    /// A run to judge as it stands after the entries, and how.
    package struct Judging: Sendable {
        package let run: String
        package let verdicts: @Sendable (RunReplay, FactDocument.Context, _ asOf: Int64) throws -> Append

        package init(
            run: String,
            verdicts: @escaping @Sendable (RunReplay, FactDocument.Context, _ asOf: Int64) throws -> Append
        ) {
            self.run = run
            self.verdicts = verdicts
        }
    }

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

    /// Both in one transaction, this one's entries first.
    package func followed(by next: Append) -> Append {
        var both = self
        both.drafts += next.drafts
        both.blobs += next.blobs
        both.values += next.values
        both.sealed += next.sealed
        both.sealedRun = next.sealedRun ?? sealedRun
        both.anchors += next.anchors
        both.judging = next.judging ?? judging
        return both
    }
}
