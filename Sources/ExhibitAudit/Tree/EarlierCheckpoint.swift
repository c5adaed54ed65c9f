import ExhibitJSON
import ExhibitLedger
package import ExhibitModel
import ExhibitProof

/// Checkpoints that the reviewer kept from earlier visits (`--against`): a note, a whole proof's note, or lines of a
/// `heads.log`.
package struct EarlierCheckpoint: Sendable, Hashable {
    let notes: [[UInt8]]
    let path: String

    /// A `heads.log` of hundreds of thousands of heads.
    private static let sizeLimit = 256 << 20

    /// - Throws: `FileFault` when the file cannot be read.
    package init(path: String) throws(FileFault) {
        self.init(note: try RegularFile.read(path, limit: Self.sizeLimit), path: path)
    }

    /// `note` may be any of the three forms; what is none of them is told by ``compare``.
    init(note: [UInt8], path: String) {
        self.path = path
        if note.first == UInt8(ascii: "{") {
            notes = note.split(separator: UInt8(ascii: "\n")).map { line in
                let head = try? JSONReader.read(Array(line), .canonical)  // what is no head is no note either
                return head?["note"]?.string.map { Array($0.utf8) } ?? Array(line)
            }
        } else if let proof = try? TlogProof(parsing: note) {  // most files are none
            notes = [proof.checkpointNote]
        } else {
            notes = [note]
        }
    }

    /// The sizes that they cover, as far as they are checkpoints at all.
    var sizes: [Int64] {
        // What they are otherwise, `compare` says
        notes.compactMap { (try? Checkpoint(parsing: SignedNote(parsing: $0).text))?.size }
    }

    /// Compares with the tree as it is; `root` gives the root that the entries have at a size.
    func compare(_ identity: Identity, treeSize: Int64, root: (Int64) -> Digest?, _ report: inout AuditReport) {
        var consistent: [Int64] = []
        for note in notes {
            let checkpoint: Checkpoint
            do throws(ProofError) {
                checkpoint = try CheckpointCheck.read(note, identity)
            } catch {
                report.add(Finding(.checkpoint, "the checkpoint to compare with: \(error.report.message)", path: path))
                continue
            }
            let comparison = HeadComparison(checkpoint, treeSize: treeSize, root: root, now: report.root)
            report.comparisons.append(comparison)
            if let finding = comparison.finding(path: path) {
                report.add(finding)
            } else {
                consistent.append(checkpoint.size)
            }
        }
        guard let newest = consistent.max() else { return }
        let words = consistent.count == 1 ? "the checkpoint" : "the \(consistent.count) checkpoints, up to the one"
        report.notes.append(
            Note("audit.consistent", "the first \(newest) entries are those of \(words) to compare with")
        )
    }
}
