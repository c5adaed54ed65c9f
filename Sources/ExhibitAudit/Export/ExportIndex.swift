import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// `index.json`: what a bundle is, what it holds, and what was left out.
struct ExportIndex {
    let scope: BundleScope
    let identity: Identity
    let checkpoint: Checkpoint
    let plan: ExportPlan
    let written: ExportContents.Written
    /// Nil when prompts stay at home.
    let values: Int?
    let tiles: ExportTiles.Written
    /// Nil when nothing was signed.
    let attestations: JSONObject?
    let accepted: [Finding]
    let reason: String?
    let madeAt: Timestamp

    var bytes: [UInt8] { Array((JSONText.pretty(.object(object)) + "\n").utf8) }

    var object: JSONObject {
        var object = JSONObject([
            ("schema", .string(BundleLayout.schema)), ("scope", .string(scope.rawValue)),
            ("tool", .string("\(Tool.name) \(Tool.version)")), ("made_at", .string(madeAt.description)),
            ("ledger", .string(identity.ledger)), ("origin", .string(identity.origin)),
            ("vkey", .string(identity.vkey.text)),
            ("size", .number(JSONNumber(checkpoint.size))), ("root", .string(checkpoint.root.hex)),
            ("with_prompts", .bool(values != nil)),
            (
                "counts",
                .object(
                    JSONObject([
                        ("entries", .int(written.entries)), ("runs", .int(plan.runs.count)),
                        ("pictures", .int(plan.pictures)),
                        ("artifacts", .int(plan.artifacts.count)), ("blobs", .int(plan.plainBlobs.count)),
                        ("policies", .int(plan.policies.count)), ("verdicts", .int(written.verdicts)),
                        ("reviews", .int(plan.reviews)),
                        ("private_values", .int(values ?? 0)),
                    ])
                )
            ),
            (
                "tiles",
                .object(
                    JSONObject([
                        ("height", .int(TilePlace.height)), ("hashes", .int(tiles.hashes)),
                        ("entries", .int(tiles.entries)),
                    ])
                )
            ),
            ("left_out", .array(leftOut)),
        ])
        object["attestations"] = attestations.map(JSONValue.object)
        if scope == .partial { object["runs"] = .array(plan.runs.sorted().map(JSONValue.string)) }
        if !accepted.isEmpty {
            object["accepted_findings"] = .array(
                accepted.map { ["id": .string($0.id), "message": .string($0.message)] }
            )
            object["reason"] = reason.map(JSONValue.string) ?? .null
        }
        return object
    }

    private var leftOut: [JSONValue] {
        var items: [(what: String, count: Int?, why: String)] = []
        for kind in PrivateKind.allCases where values == nil {
            let count = plan.commitments.values.count { $0 == kind }
            if count > 0 { items.append((kind.words, count, "--with-prompts adds them")) }
        }
        if !plan.sealed.isEmpty {
            items.append(
                ("queries of signed addresses", plan.sealed.count, "they open what they name, and stay sealed")
            )
        }
        if !plan.ownFiles.isEmpty {
            items.append(("logs and settings", plan.ownFiles.count, "they are the operator's own"))
        }
        if attestations == nil {
            items.append(
                ("statements about accepted artifacts", nil, "the home has no key for them that the ledger names")
            )
        }
        if scope == .partial {
            items.append(("entries of other runs", Int(checkpoint.size) - written.entries, "chosen runs only"))
        }
        return items.map { item in
            .object(
                JSONObject([
                    ("what", .string(item.what)), ("count", item.count.map(JSONValue.int) ?? .null),
                    ("why", .string(item.why)),
                ])
            )
        }
    }
}
