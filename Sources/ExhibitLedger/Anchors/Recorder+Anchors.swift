import ExhibitJSON
package import ExhibitModel
package import ExhibitRecord

/// Dates from outside, and what they are given to.
extension Recorder {
    /// Signs the tree as it stands, unless that was done, and gives the newest head.
    package func signedHead() throws -> SignedHead {
        try checkpoint()
        guard let head = try writer.queries.signedHead() else { throw LedgerError.notALedger(path: home.database) }
        return head
    }

    /// Records what outside parties have vouched for, each as one entry with its proof, and `warnings` about what went
    /// wrong meanwhile; then signs the tree, so that a checkpoint covers them.
    ///
    /// Whoever calls has verified each of them.
    @discardableResult
    package func record(_ anchors: [AnchorDraft], warnings: [Note] = []) async throws -> [Entry] {
        guard !anchors.isEmpty || !warnings.isEmpty else { return [] }
        var append = Append(
            warnings.map {
                EntryDraft(.warning, ["code": .string($0.code), "message": .string($0.message)])
            },
            blobs: anchors.flatMap(\.blobs)
        )
        append.anchors = anchors
        let entries = try await self.append(append)
        try checkpoint()
        return entries.filter { $0.type != .warning }
    }
}
