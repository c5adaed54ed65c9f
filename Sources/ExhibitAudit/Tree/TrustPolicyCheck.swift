import ExhibitModel
import ExhibitProof

/// A trust policy that the reviewer brings (`--tlog-policy`): the newest checkpoint that its witnesses signed in number
/// enough.
package struct TrustPolicyCheck: Sendable, Hashable {
    private let policy: TlogPolicy
    private let path: String

    /// - Throws: `FileFault` when the file cannot be read, `TlogPolicyError` for what is none.
    package init(path: String) throws {
        policy = try TlogPolicy(parsing: RegularFile.read(path, limit: 1 << 20))
        self.path = path
    }

    /// Looks from the newest note on; `notes` are checkpoints of this ledger with all signatures that are known.
    func check(_ notes: [SignedNote], logs: [VerifierKey], _ report: inout AuditReport) {
        var seen: Set<String> = []
        for note in notes.reversed() {
            let judgement: TlogPolicy.Judgement
            do throws(ProofError) {
                judgement = try policy.judge(note, logs: logs)
            } catch {
                report.add(Finding(.checkpoint, "by the trust policy: \(error.report.message)", path: path))
                return
            }
            seen.formUnion(judgement.witnesses.map(\.name))
            // What is no checkpoint was not judged.
            guard judgement.isAccepted, let checkpoint = try? Checkpoint(parsing: note.text) else { continue }
            let names =
                judgement.witnesses.isEmpty
                ? "no witness is asked" : judgement.witnesses.map(\.name).joined(separator: ", ")
            report.notes.append(
                Note("audit.quorum", "the trust policy accepts the checkpoint of \(checkpoint.size) entries: \(names)")
            )
            return
        }
        let names = seen.isEmpty ? "none of its witnesses signed" : "signed by \(seen.sorted().joined(separator: ", "))"
        report.add(
            Finding(.checkpoint, "the trust policy accepts no checkpoint of this ledger: \(names)", path: path)
        )
    }
}
