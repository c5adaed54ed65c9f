import ExhibitCrypto
package import ExhibitLedger
package import ExhibitModel
package import ExhibitProof

/// What a ledger can prove to a witness: its checkpoints, and that each continues an earlier size.
package struct LedgerPast {
    private let reader: AuditReader

    package init(_ home: Home, _ environment: Environment) throws {
        reader = try AuditReader(home, environment)
    }

    package var origin: String { reader.identity.origin }
    package var vkey: VerifierKey { reader.identity.vkey }

    /// The newest checkpoint as it was first signed.
    ///
    /// - Throws: `evidence.broken` when nothing was signed yet.
    package func head() throws -> SignedHead {
        guard let head = try reader.signedHead() else {
            throw Report(
                .evidenceBroken,
                "the ledger has signed no checkpoint yet",
                hint: "make a run first, or: exhibit audit checkpoint"
            )
        }
        return head
    }

    /// The newest size that the witness's recorded cosignatures cover, and that `head` goes beyond or meets; 0 without
    /// any.
    package func lastSize(of witness: VerifierKey, upTo head: Int64) throws -> Int64 {
        try reader.anchorRows().filter { row in
            guard row.kind == AnchorKind.cosignature.rawValue, row.size <= head else { return false }
            let line = NoteSignature(parsing: String(decoding: row.proof, as: UTF8.self))
            return line.map { $0.keyID == witness.keyID && $0.name == witness.name } ?? false
        }.map(\.size).max() ?? 0
    }

    /// - Throws: `evidence.broken` when the witness is ahead of the head.
    package func request(from old: Int64, to head: SignedHead) throws -> WitnessRequest {
        guard old >= 0, old <= head.size else {
            throw Report(
                .evidenceBroken,
                "rollback: the witness has signed \(old) entries, the ledger's checkpoint covers \(head.size)",
                hint: "give the witness's checkpoint to exhibit audit verify --against FILE"
            )
        }
        let path = try MerkleTree.consistencyPath(from: old, to: head.size) { level, index in
            guard let hash = try reader.node(level, index) else {
                throw Report(.evidenceBroken, "node \(level)/\(index) of the tree is missing")
            }
            return hash
        }
        return WitnessRequest(old: old, path: path, note: try SignedNote(parsing: head.note))
    }

    /// A cosignature together with the checkpoint that it is for: the newest one that it fits.
    ///
    /// - Throws: `witness.unknown` when it is by none of `witnesses`, `evidence.broken` when it fits no checkpoint.
    package func receipt(for line: NoteSignature, among witnesses: [VerifierKey]) throws -> CosignatureReceipt {
        let named = witnesses.filter { $0.keyID == line.keyID && $0.name == line.name }
        guard !named.isEmpty else {
            throw Report(.witnessUnknown, "the cosignature is by \(line.name), which is no witness that was named")
        }
        guard !named.contains(where: { $0.publicKey == vkey.publicKey }) else {
            throw Report(.witnessKeyRefused, "the witness's key is the ledger's own: it would vouch for itself")
        }
        for size in try reader.checkpointSizes().reversed() {
            guard let note = try reader.checkpointNote(size) else { continue }
            let text = try SignedNote(parsing: note).text
            for witness in named {
                let receipt = CosignatureReceipt(line, text: text, witness: witness, log: vkey)
                if let receipt { return receipt }
            }
        }
        throw Report(.evidenceBroken, "the signature of \(line.name) fits none of the ledger's checkpoints")
    }

    /// Whether this very line is in the ledger already.
    package func holds(_ line: NoteSignature) throws -> Bool {
        let bytes = Array(line.line.utf8)
        return try reader.anchorRows().contains { $0.kind == AnchorKind.cosignature.rawValue && $0.proof == bytes }
    }
}
