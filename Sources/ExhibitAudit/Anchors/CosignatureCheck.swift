import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// What an entry `anchor.cosign` says of a witness, verified again from the entry alone.
struct CosignatureCheck {
    let checkpoint: Checkpoint
    let witness: VerifierKey
    let line: NoteSignature
    let time: Timestamp

    /// Nil unless the line is the recorded witness's good signature for this ledger's tree of the recorded size and root.
    ///
    /// Whether the ledger's entries have that root is for the caller to ask.
    init?(_ entry: Entry, _ identity: Identity) {
        guard entry.type == .anchorCosign, let size = entry.body["size"]?.int, size > 0,
            let root = entry.body["root"]?.string.flatMap({ Digest(hex: $0) }),
            let witness = entry.body["vkey"]?.string.flatMap({ VerifierKey($0) }), witness.kind == .cosignature,
            witness.publicKey != identity.vkey.publicKey, entry.body["name"]?.string == witness.name,
            let line = entry.body["line"]?.string.flatMap({ NoteSignature(parsing: $0) }),
            let seconds = line.cosignedAt, seconds < 1 << 43, entry.body["time"]?.int == Int(exactly: seconds)
        else { return nil }
        checkpoint = Checkpoint(origin: identity.origin, size: Int64(size), root: root)
        guard line.isMade(by: witness, over: checkpoint.body) else { return nil }
        self.witness = witness
        self.line = line
        time = Timestamp(milliseconds: Int64(seconds) * 1000)
    }

    /// The ledger's own notes with the lines of witnesses beside them, as standard tools read them, by size.
    static func notes(_ reader: AuditReader) throws -> [SignedNote] {
        var lines: [Int64: [NoteSignature]] = [:]
        for row in try reader.anchorRows() where row.kind == AnchorKind.cosignature.rawValue {
            guard let entry = try reader.entry(row.id), let found = CosignatureCheck(entry, reader.identity) else {
                continue
            }
            lines[row.size, default: []].append(found.line)
        }
        var notes: [SignedNote] = []
        for size in try reader.checkpointSizes() {
            // What is no note is found elsewhere.
            guard let bytes = try reader.checkpointNote(size), let note = try? SignedNote(parsing: bytes) else {
                continue
            }
            let room = SignedNote.signatureLimit - note.signatures.count
            notes.append(note.adding(Array((lines[size] ?? []).prefix(room))))
        }
        return notes
    }
}
