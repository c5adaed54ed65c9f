import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// The signed heads of a ledger: each parses, is signed by the ledger's own key, and says what its row says.
struct CheckpointCheck: Sendable {
    /// What one checkpoint row states.
    struct Signed: Sendable {
        let size: Int64
        let root: Digest
    }

    private(set) var signed: [Signed] = []
    private(set) var findings: [Finding] = []
    /// Older ones whose signatures were left out.
    private(set) var unread = 0

    /// What a quick look verifies: the newest ones cover everything that the older ones do.
    private static let quickLimit = 100

    /// Reads through a connection of its own, so that it can go on beside other checks.
    static func of(_ home: Home, isQuick: Bool, _ environment: Environment) throws -> CheckpointCheck {
        var check = CheckpointCheck()
        let reader = try AuditReader(home, environment)
        var older = isQuick ? max(0, try reader.checkpointSizes().count - quickLimit) : 0
        try reader.forEachCheckpoint { size, root, note in
            check.take(size, root, note, reader.identity, verifies: older <= 0)
            older -= 1
        }
        return check
    }

    private mutating func take(_ size: Int64, _ root: [UInt8], _ note: [UInt8], _ identity: Identity, verifies: Bool) {
        do throws(ProofError) {
            let checkpoint =
                verifies ? try Self.read(note, identity) : try Checkpoint(parsing: SignedNote(parsing: note).text)
            guard checkpoint.size == size, checkpoint.root.bytes == root else {
                findings.append(
                    Finding(
                        .checkpoint,
                        "the checkpoint of size \(size) is kept with another size or root than it was signed with"
                    )
                )
                return
            }
            if !verifies { unread += 1 }
            signed.append(Signed(size: size, root: checkpoint.root))
        } catch {
            findings.append(Finding(.checkpoint, "the checkpoint of size \(size): \(error.report.message)"))
        }
    }

    /// A note as a checkpoint of this very ledger.
    static func read(_ note: [UInt8], _ identity: Identity) throws(ProofError) -> Checkpoint {
        let checkpoint = try SignedNote(parsing: note).checkpoint(verifiedBy: [identity.vkey])
        guard checkpoint.origin == identity.origin else { throw .notSignedByLog(origin: checkpoint.origin) }
        return checkpoint
    }

    /// Compares what was signed with the tree; of many that differ the first is told.
    func compare(_ roots: [Int64: Digest], treeSize: Int64, _ report: inout AuditReport) {
        for finding in findings { report.add(finding) }
        report.counts[.checkpoints] = signed.count - unread
        report.counts[.checkpointsUnread] = unread
        let beyond = signed.filter { $0.size > treeSize }
        if let first = beyond.first {
            report.add(
                Finding(
                    .checkpoint,
                    "the ledger was rolled back: a checkpoint covers \(first.size) entries, the tree has \(treeSize)"
                )
            )
        }
        let wrong = signed.filter { $0.size <= treeSize && roots[$0.size] != $0.root }
        if let first = wrong.first {
            let more = wrong.count > 1 ? ", as do \(wrong.count - 1) later ones" : ""
            report.add(
                Finding(
                    .checkpoint,
                    "the signed checkpoint of size \(first.size) has another root than the entries\(more): history was rewritten"
                )
            )
        }
    }
}
