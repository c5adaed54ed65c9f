package import ExhibitJSON
import ExhibitModel
import ExhibitProof

/// A head that was signed earlier beside the ledger as it is.
package struct HeadComparison: Sendable, Hashable {
    package enum Outcome: String, Sendable, Hashable {
        case consistent
        /// The ledger has fewer entries than the head.
        case rollback
        /// The ledger has other entries than the head.
        case fork
    }

    package let outcome: Outcome
    let size: Int64
    let root: Digest
    let treeSize: Int64
    /// The root over all entries, in hex.
    let treeRoot: String
    /// The root that the entries have at the head's size; nil when there are not so many.
    let rootThere: Digest?

    init(_ head: Checkpoint, treeSize: Int64, root: (Int64) -> Digest?, now: String?) {
        size = head.size
        self.root = head.root
        self.treeSize = treeSize
        treeRoot = now ?? "unknown"
        rootThere = head.size > treeSize ? nil : root(head.size)
        outcome = head.size > treeSize ? .rollback : rootThere == head.root ? .consistent : .fork
    }

    /// Nil when the ledger goes on from the head.
    func finding(path: String) -> Finding? {
        switch outcome {
        case .consistent: nil
        case .rollback:
            Finding(
                .checkpoint,
                "the ledger was rolled back: the checkpoint to compare with covers \(size) entries (root \(root.hex)), the tree has \(treeSize) (root \(treeRoot))",
                path: path
            )
        case .fork:
            Finding(
                .checkpoint,
                "the ledger was forked: its first \(size) entries are not those of the checkpoint to compare with (root \(root.hex); here they have \(rootThere?.hex ?? "none"), and the tree of \(treeSize) has \(treeRoot))",
                path: path
            )
        }
    }

    package var json: JSONValue {
        .object(
            JSONObject([
                ("outcome", .string(outcome.rawValue)), ("size", .number(JSONNumber(size))),
                ("root", .string(root.hex)),
                ("ledger_size", .number(JSONNumber(treeSize))), ("ledger_root", .string(treeRoot)),
                ("ledger_root_there", rootThere.map { .string($0.hex) } ?? .null),
            ])
        )
    }
}
