import ExhibitCrypto
import ExhibitJSON
package import ExhibitLedger
package import ExhibitModel
package import ExhibitProof
import ExhibitRecord

/// A witness's line that was verified, ready to be entered in the ledger.
package struct CosignatureReceipt: Sendable {
    package let line: NoteSignature
    package let checkpoint: Checkpoint
    package let witness: VerifierKey
    /// Seconds since 1970, as signed.
    package let seconds: UInt64

    /// Nil unless `witness` made `line` for the checkpoint in `text`.
    ///
    /// A key of the ledger itself is no witness, and a time beyond 2^53 is none.
    package init?(_ line: NoteSignature, text: [UInt8], witness: VerifierKey, log: VerifierKey) {
        guard witness.kind == .cosignature, witness.publicKey != log.publicKey, line.isMade(by: witness, over: text),
            let seconds = line.cosignedAt, seconds > 0, seconds < 1 << 43,
            let checkpoint = try? Checkpoint(parsing: text)  // what is none has no receipt
        else { return nil }
        self.line = line
        self.checkpoint = checkpoint
        self.witness = witness
        self.seconds = seconds
    }

    package var time: Timestamp { Timestamp(milliseconds: Int64(seconds) * 1000) }

    /// The entry `anchor.cosign`, and its row.
    package var draft: AnchorDraft {
        let body: JSONObject = [
            "size": .number(JSONNumber(checkpoint.size)), "root": .string(checkpoint.root.hex),
            "name": .string(witness.name), "keyid": .string(String(witness.text.split(separator: "+")[1])),
            "time": .number(JSONNumber(Int64(seconds))), "line": .string(line.line), "vkey": .string(witness.text),
        ]
        return AnchorDraft(
            .cosignature,
            size: checkpoint.size,
            proof: Array(line.line.utf8),
            EntryDraft(.anchorCosign, body)
        )
    }
}
