import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// What only all entries together tell of reviews: that no reviewer's key is the ledger's own, and that the tree which a
/// reviewer saw is the one that is here.
struct ReviewRegister {
    /// The ledger's keys for statements, as sessions named them.
    private var ownKeys: Set<String> = []
    private var signed: [(place: Place, key: String, tree: ReviewerStatement.Tree?)] = []
    /// The digests of the envelopes, in the order of their entries.
    private(set) var envelopes: [String] = []

    /// The tree that the entry with these bytes was signed for; only a hint.
    static func treeSize(_ bytes: [UInt8]) -> Int64? {
        // Canonical bytes end with the type, which spares reading every entry; its last letter spares even more.
        guard bytes.count > 40 else { return nil }
        let letter = bytes[bytes.count - 9]
        guard letter == UInt8(ascii: "n") || letter == UInt8(ascii: "r") else { return nil }
        let tail = String(decoding: bytes.suffix(40), as: UTF8.self)
        guard tail.hasSuffix(#""type":"review.decision","v":1}"#) || tail.hasSuffix(#""type":"waiver","v":1}"#),
            let entry = try? JSONReader.read(bytes, .canonical)  // only a hint
        else { return nil }
        return ReviewerStatement.Tree(entry["body"]?["tree"])?.size
    }

    mutating func take(_ entry: Entry) {
        switch entry.type {
        case .sessionOpen:
            if let key = entry.body["statement_public"]?.string { ownKeys.insert(key) }
        case .reviewDecision, .waiver:
            signed.append(
                (
                    place: Place(entry), key: entry.body["reviewer_public"]?.string ?? "",
                    tree: ReviewerStatement.Tree(entry.body["tree"])
                )
            )
            if let envelope = entry.body["envelope_blob"]?.string { envelopes.append(envelope) }
        default: break
        }
    }

    /// `root` gives the root that the entries have at a size, as hex; nil where it is not known.
    func finish(_ report: inout AuditReport, root: (Int64) -> String?) {
        for item in signed {
            if ownKeys.contains(item.key) {
                report.add(
                    Finding(
                        .review,
                        "what entry \(item.place.entry ?? 0) says is signed by the ledger's own key, not by a reviewer's",
                        at: item.place
                    )
                )
            }
            guard let tree = item.tree, let found = root(tree.size), found != tree.root else { continue }
            report.add(
                Finding(
                    .review,
                    "the reviewer of entry \(item.place.entry ?? 0) saw other entries before \(tree.size) than are here: root \(tree.root.prefix(16))…, not \(found.prefix(16))…",
                    at: item.place
                )
            )
        }
    }
}
