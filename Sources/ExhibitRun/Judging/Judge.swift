import ExhibitArchive
import ExhibitJSON
package import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// Judges a recorded run: facts and verdict become blobs, one `verdict` entry names them for each policy.
package struct Judge {
    let recorder: Recorder

    package init(recorder: Recorder) {
        self.recorder = recorder
    }

    /// Adds the verdicts to the append that ends the run: facts are those right after its entries.
    package func judge(_ run: String, by policies: [AdoptedPolicy], in append: inout Append) async throws {
        // A verdict names its policy: a run that is resumed may be judged by one that is new here.
        for adopted in policies { try await Adoption(recorder: recorder).adopt(adopted, &append) }
        append.judging = Append.Judging(run: run) { replay, context, asOf in
            try Self.verdicts(replay, context, asOf, policies)
        }
    }

    private static func verdicts(
        _ run: RunReplay,
        _ context: FactDocument.Context,
        _ asOf: Int64,
        _ policies: [AdoptedPolicy]
    ) throws -> Append {
        let facts = FactDocument.of(run, context)
        let factsBlob = StagedBlob(try CanonicalJSON.bytes(facts), media: "application/json")
        var append = Append([], blobs: [factsBlob])
        for adopted in policies {
            let judgement = adopted.policy.judge(
                facts,
                waived: run.waivedRules(adopted.policy, adopted.digest),
                refused: FactDocument.isRefused(facts)
            )
            let document = VerdictDocument.make(
                adopted.policy.id,
                adopted.digest,
                factsBlob.sha256,
                asOf: asOf,
                judgement
            )
            let verdictBlob = StagedBlob(try CanonicalJSON.bytes(document), media: "application/json")
            append.blobs.append(verdictBlob)
            let body: JSONObject = [
                "policy_id": .string(adopted.policy.id), "policy_sha256": .string(adopted.digest.hex),
                "facts_blob": .string(factsBlob.sha256.hex), "verdict_blob": .string(verdictBlob.sha256.hex),
                "as_of": .number(JSONNumber(asOf)), "verdict": .string(judgement.verdict.rawValue),
                "tool": .string("\(Tool.name) \(Tool.version)"),
            ]
            append.drafts.append(EntryDraft(.verdict, run: run.run, task: run.task, body))
        }
        return append
    }
}
