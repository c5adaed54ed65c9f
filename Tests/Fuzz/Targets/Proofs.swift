import ExhibitModel
import ExhibitProof

extension FuzzTarget {
    static let note = FuzzTarget(name: "note") { bytes in
        guard let note = try? SignedNote(parsing: bytes) else { return }
        precondition(note.bytes == bytes, "a note is written otherwise")
        if let checkpoint = try? Checkpoint(parsing: note.text) {
            precondition(checkpoint.body == note.text, "a checkpoint is written otherwise")
        }
        precondition((try? note.verified(by: [])) == nil, "verified by nobody")
        if let key = VerifierKey(String(decoding: note.text.prefix { $0 != 10 }, as: UTF8.self)) {
            _ = try? note.verified(by: [key])
        }
    }

    static let proof = FuzzTarget(name: "proof") { bytes in
        guard let proof = try? TlogProof(parsing: bytes) else { return }
        precondition(proof.bytes == bytes, "a proof is written otherwise")
        precondition((try? proof.verify(leafEntry: proof.extra ?? bytes, keys: [])) == nil, "verified by nobody")
        guard let checkpoint = try? Checkpoint(parsing: SignedNote(parsing: proof.checkpointNote).text) else { return }
        _ = MerkleTree.verifyInclusion(
            leaf: MerkleTree.leaf(proof.extra ?? []),
            index: proof.index,
            size: checkpoint.size,
            path: proof.path,
            root: checkpoint.root
        )
    }
}
