import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// The heads that were ever published, inside and outside the home: the ledger must still contain every one of them.
struct HeadsCheck {
    let heads: [Heads.Head]
    let unreadable: [String]
    let missing: [String]
    private let inside: String

    /// Read before the snapshot of the ledger is taken: what is published later may be beyond it.
    init(_ home: Home, _ identity: Identity, _ environment: Environment) {
        (heads, unreadable, missing) = Heads(home: home, ledger: identity.ledger, environment).read()
        inside = home.heads
    }

    var sizes: [Int64] { heads.map(\.size) }

    func compare(
        _ signed: [CheckpointCheck.Signed],
        _ roots: [Int64: Digest],
        treeSize: Int64,
        _ identity: Identity,
        _ report: inout AuditReport
    ) {
        report.counts[.heads] = heads.count
        for line in unreadable { report.add(Finding(.heads, "\(line) is not a head", path: line)) }
        let known = Dictionary(signed.map { ($0.size, $0.root) }, uniquingKeysWith: { first, _ in first })
        for head in heads {
            if head.size > treeSize {
                report.add(
                    Finding(
                        .heads,
                        "the ledger was rolled back: a head of \(head.size) entries was published (root \(head.root.hex)), the tree has \(treeSize) (root \(report.root ?? "unknown"))",
                        path: head.path
                    )
                )
            } else if roots[head.size] != head.root {
                report.add(
                    Finding(
                        .heads,
                        "the ledger was forked: the head of \(head.size) entries that was published has another root (\(head.root.hex); here they have \(roots[head.size]?.hex ?? "none"))",
                        path: head.path
                    )
                )
            } else if known[head.size] != head.root, !isSigned(head, identity) {
                report.add(
                    Finding(
                        .heads,
                        "the head of \(head.size) entries is not signed by this ledger's key",
                        path: head.path
                    )
                )
            } else if known[head.size] == nil {
                report.add(
                    Finding(
                        .checkpoint,
                        "the ledger has no good checkpoint of \(head.size) entries, although that head was published"
                    )
                )
            }
        }
        for path in missing where path != inside {
            report.notShown.append("rollback: the copy of the heads outside the home is not here (\(path))")
        }
        if missing.contains(inside), report.counts[.checkpoints] > 0 {
            report.add(
                Finding(
                    .heads,
                    "heads.log is not in the home, although \(report.counts[.checkpoints]) checkpoints were signed",
                    path: inside
                )
            )
        }
    }

    private func isSigned(_ head: Heads.Head, _ identity: Identity) -> Bool {
        do {
            let checkpoint = try CheckpointCheck.read(Array(head.note.utf8), identity)
            return checkpoint.size == head.size && checkpoint.root == head.root
        } catch {
            return false
        }
    }
}
