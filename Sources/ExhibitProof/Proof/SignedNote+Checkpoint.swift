extension SignedNote {
    /// The checkpoint in this note, if one of `keys` that the log itself signs with has signed it.
    ///
    /// Throws what ``verified(by:)`` throws. Witnesses may have signed as well; they alone do not make it the log's.
    package func checkpoint(verifiedBy keys: [VerifierKey]) throws(ProofError) -> Checkpoint {
        let signers = try verified(by: keys)
        let checkpoint = try Checkpoint(parsing: text)
        guard signers.contains(where: { $0.kind == .ed25519 && KeyName.isSame($0.name, checkpoint.origin) }) else {
            throw .notSignedByLog(origin: checkpoint.origin)
        }
        return checkpoint
    }
}
