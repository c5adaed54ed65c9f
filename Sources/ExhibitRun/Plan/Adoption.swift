import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// What a run stands on and the ledger does not have yet: its policies, and the settings in force.
struct Adoption {
    let recorder: Recorder

    /// The entries and blobs that are new; names the settings in the intent.
    func append(_ plan: RunPlan, _ intent: inout JSONObject) async throws -> Append {
        var append = Append([])
        for adopted in plan.policies { try await adopt(adopted, &append) }
        let config = StagedBlob(try CanonicalJSON.bytes(plan.config), media: "application/json")
        intent["config"] = .string(config.sha256.hex)
        if try await !recorder.hasBlob(config.sha256) {
            append.blobs.append(config)
            append.drafts.append(EntryDraft(.configSnapshot, ["config_blob": .string(config.sha256.hex)]))
        }
        return append
    }

    /// Adds a policy that the ledger does not have.
    func adopt(_ adopted: AdoptedPolicy, _ append: inout Append) async throws {
        guard try await !recorder.hasBlob(adopted.digest) else { return }
        append.blobs.append(StagedBlob(adopted.policy.canonical, media: "application/json"))
        append.drafts.append(
            EntryDraft(
                .policyAdopt,
                [
                    "policy_id": .string(adopted.policy.id), "policy_sha256": .string(adopted.digest.hex),
                    "version": .string(adopted.policy.version),
                ]
            )
        )
    }
}
