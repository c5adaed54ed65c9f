import ExhibitLedger
package import ExhibitModel
import ExhibitProof

/// A checkpoint that the reviewer kept from an earlier visit (`--against`).
package struct EarlierCheckpoint: Sendable, Hashable {
    let note: [UInt8]
    let path: String

    /// - Throws: `FileFault` when the file cannot be read.
    package init(path: String) throws(FileFault) {
        note = try RegularFile.read(path, limit: 1 << 20)
        self.path = path
    }

    init(note: [UInt8], path: String) {
        self.note = note
        self.path = path
    }

    /// The size that it covers, when it is a checkpoint at all.
    var size: Int64? {
        (try? Checkpoint(parsing: SignedNote(parsing: note).text))?.size  // what it is otherwise, `compare` says
    }

    /// Compares with the tree as it is; `root` gives the root that the entries have at a size.
    func compare(_ identity: Identity, treeSize: Int64, root: (Int64) -> Digest?, _ report: inout AuditReport) {
        let checkpoint: Checkpoint
        do throws(ProofError) {
            checkpoint = try CheckpointCheck.read(note, identity)
        } catch {
            report.add(Finding(.checkpoint, "the checkpoint to compare with: \(error.report.message)", path: path))
            return
        }
        if checkpoint.size > treeSize {
            report.add(
                Finding(
                    .checkpoint,
                    "the ledger was rolled back: the checkpoint to compare with covers \(checkpoint.size) entries, the tree has \(treeSize)",
                    path: path
                )
            )
        } else if root(checkpoint.size) != checkpoint.root {
            report.add(
                Finding(
                    .checkpoint,
                    "the ledger was forked: its first \(checkpoint.size) entries are not those of the checkpoint to compare with",
                    path: path
                )
            )
        } else {
            report.notes.append(
                Note(
                    "audit.consistent",
                    "the first \(checkpoint.size) entries are those of the checkpoint to compare with"
                )
            )
        }
    }
}
