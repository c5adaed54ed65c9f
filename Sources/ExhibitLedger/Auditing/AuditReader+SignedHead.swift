import ExhibitProof

extension AuditReader {
    /// The newest head of this snapshot, as it was first signed; nil when none was ever signed.
    package func signedHead() throws -> SignedHead? {
        guard let newest = try latestCheckpoint() else { return nil }
        let checkpoint = try Checkpoint(parsing: SignedNote(parsing: newest.note).text)
        return SignedHead(size: checkpoint.size, root: checkpoint.root, note: newest.note)
    }
}
