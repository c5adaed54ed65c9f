package import ExhibitJSON
package import ExhibitLedger
package import ExhibitModel
package import ExhibitProof
import ExhibitRecord

/// Where a file comes from, as the ledger has it: the run that recorded it, the verdicts on that, and the proof.
package struct Provenance: Sendable {
    package let digest: Digest
    /// `output`, `input`, `mask`, `composited` and so on.
    package let role: String
    package let entry: Int64
    package let run: String
    package let task: String?
    package let provider: String
    /// Nil for a fetch.
    package let model: String?
    package let mode: String
    /// The deciding one; nil when the run was not judged.
    package let verdict: String?
    /// The latest of each policy.
    package let verdicts: [Judgement]
    /// Other entries that recorded the same bytes.
    package let others: [ArtifactRecording]
    package let mediaType: String?
    package let recordedAt: Timestamp
    package let checkpoint: Checkpoint
    package let vkey: VerifierKey
    package let proof: TlogProof

    package struct Judgement: Sendable, Hashable {
        package let policy: String
        package let verdict: String
        package let entry: Int64
    }

    package var json: JSONObject {
        JSONObject([
            ("schema", "exhibit.provenance/1"), ("sha256", .string(digest.hex)), ("role", .string(role)),
            ("run_id", .string(run)), ("task_name", task.map(JSONValue.string) ?? .null),
            ("provider", .string(provider)), ("model", model.map(JSONValue.string) ?? .null), ("mode", .string(mode)),
            ("media_type", mediaType.map(JSONValue.string) ?? .null),
            ("recorded_at", .string(recordedAt.description)), ("verdict", verdict.map(JSONValue.string) ?? .null),
            (
                "verdicts",
                .array(
                    verdicts.map {
                        [
                            "policy_id": .string($0.policy), "verdict": .string($0.verdict),
                            "entry": .number(JSONNumber($0.entry)),
                        ]
                    }
                )
            ),
            ("entry", .number(JSONNumber(entry))), ("size", .number(JSONNumber(checkpoint.size))),
            ("root", .string(checkpoint.root.hex)), ("origin", .string(checkpoint.origin)),
            ("vkey", .string(vkey.text)),
            (
                "also_recorded",
                .array(
                    others.map {
                        [
                            "run_id": .string($0.run), "role": .string($0.role),
                            "entry": .number(JSONNumber($0.entry)),
                        ]
                    }
                )
            ),
            ("proof", .string(String(decoding: proof.bytes, as: UTF8.self))),
        ])
    }

    /// For people; `name` is what was asked about.
    package func lines(_ name: String) -> [String] {
        let what = [provider, model ?? "no model", mode].joined(separator: " · ")
        let kind = role == "output" ? "an output" : "the \(role)"
        let judged = verdicts.map { "\($0.verdict) by \($0.policy) (entry \($0.entry))" }.joined(separator: ", ")
        var lines = [
            "\(name) is \(kind) of run \(run)" + (task.map { ", \($0)" } ?? ""),
            "made by    \(what)\(mediaType.map { " · \($0)" } ?? ""), recorded \(recordedAt)",
            "verdict    \(judged.isEmpty ? "not judged" : judged)",
            "entry      \(entry) of \(checkpoint.size), signed by \(checkpoint.origin)",
        ]
        if let other = others.first {
            let more = others.count > 1 ? ", and \(others.count - 1) more" : ""
            lines.append("also       \(other.role) of run \(other.run) (entry \(other.entry))\(more)")
        }
        return lines
    }
}
