import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// Judges a recorded run: facts and verdict become blobs, one `verdict` entry names them for each policy.
struct Judge {
    let recorder: Recorder

    /// The run must have ended; facts are those of this moment.
    func judge(_ run: String, by policies: [AdoptedPolicy], adoptedAfter: Bool = false) async throws {
        guard let judging = try await recorder.judging(run) else { return }
        let facts = FactDocument.of(judging.replay, judging.context)
        var append = Append([])
        let factsBlob = StagedBlob(try CanonicalJSON.bytes(facts), media: "application/json")
        append.blobs.append(factsBlob)
        for adopted in policies {
            // A verdict names its policy: a run that is resumed may be judged by one that is new here.
            try await Adoption(recorder: recorder).adopt(adopted, &append)
            let judgement = adopted.policy.judge(facts, refused: FactDocument.isRefused(facts))
            let document = VerdictDocument.make(
                adopted.policy.id,
                adopted.digest,
                factsBlob.sha256,
                asOf: judging.asOf,
                judgement
            )
            let verdictBlob = StagedBlob(try CanonicalJSON.bytes(document), media: "application/json")
            append.blobs.append(verdictBlob)
            var body: JSONObject = [
                "policy_id": .string(adopted.policy.id), "policy_sha256": .string(adopted.digest.hex),
                "facts_blob": .string(factsBlob.sha256.hex), "verdict_blob": .string(verdictBlob.sha256.hex),
                "as_of": .number(JSONNumber(judging.asOf)), "verdict": .string(judgement.verdict.rawValue),
                "tool": .string("\(Tool.name) \(Tool.version)"),
            ]
            if adoptedAfter { body["adopted_after"] = true }
            append.drafts.append(EntryDraft(.verdict, run: run, task: judging.replay.task, body))
        }
        try await recorder.append(append)
    }
}
