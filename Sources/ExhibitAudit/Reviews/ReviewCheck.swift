import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitProof
import ExhibitRecord

/// Checks what reviewers signed: the envelope is there, the named key signed it, it says what the entry says, and what it
/// is about was in the record before.
struct ReviewCheck {
    private let blobs: BlobCheck
    /// The ledger's origin, which every statement names.
    private let origin: String

    init(_ blobs: BlobCheck, origin: String) {
        self.blobs = blobs
        self.origin = origin
    }

    func check(_ entry: Entry, _ job: RunJob, _ tally: inout RunTally) throws {
        guard entry.type == .reviewDecision || entry.type == .waiver else { return }
        let name = entry.type == .waiver ? "waiver" : "review"
        guard let hex = entry.body["envelope_blob"]?.string, let digest = Digest(hex: hex) else {
            tally.find(.review, "\(name) \(entry.seq) names no envelope", at: Place(entry))
            return
        }
        // What is not in the store or was changed is a finding of its own already.
        guard case .intact? = blobs.known(digest), let bytes = try blobs.held(digest)?.bytes() else { return }
        if let fault = try signatureFault(entry, bytes) ?? contentFault(entry, job) {
            tally.find(.review, "\(name) \(entry.seq) \(fault)", at: Place(entry))
        } else {
            tally.counts[entry.type == .waiver ? .waivers : .reviews] += 1
        }
    }

    private func signatureFault(_ entry: Entry, _ bytes: [UInt8]) throws -> String? {
        guard let spki = entry.body["reviewer_public"]?.string.flatMap({ Base64.decode($0) }),
            let key = P256PublicKey(spki: spki), key.keyID == entry.body["reviewer_key"]?.string
        else { return "does not name its key by the key's own id" }
        let envelope: DSSEEnvelope
        do throws(ProofError) {
            envelope = try DSSEEnvelope(parsing: bytes)
            _ = try envelope.verified(by: [key])
        } catch {
            return "is not signed: \(error.report.message)"
        }
        // What cannot be read is no statement
        guard envelope.payloadType == DSSEEnvelope.statementType, let value = try? CanonicalJSON.read(envelope.payload),
            let statement = ReviewerStatement(value)
        else { return "has an envelope without a reviewer's statement" }
        guard statement.isTold(by: entry) else { return "does not say what was signed" }
        guard statement.ledger == origin else { return "was signed for another ledger, \(statement.ledger)" }
        guard statement.tree.size <= entry.seq else { return "was signed for entries that came after it" }
        return nil
    }

    private func contentFault(_ entry: Entry, _ job: RunJob) throws -> String? {
        // An illegal step is a finding of its own
        guard let run = try? RunReplay(replaying: job.entries.filter({ $0.seq < entry.seq })) else {
            return "stands before its run"
        }
        return entry.type == .waiver ? try waiverFault(entry, run) : decisionFault(entry, run)
    }

    private func decisionFault(_ entry: Entry, _ run: RunReplay) -> String? {
        guard let review = Review(entry) else { return "holds no decision" }
        let files = run.reviewable.compactMap { $0.body["sha256"]?.string }
        guard !review.artifacts.isEmpty, Set(review.artifacts) == Set(files) else {
            return "is not about the files that the run had before it"
        }
        let isJudged = run.verdicts.contains { verdict in
            verdict.body["verdict_blob"] == entry.body["verdict_sha256"]
                && verdict.body["policy_sha256"] == entry.body["policy_sha256"]
        }
        return isJudged ? nil : "names a verdict that the run did not have before it"
    }

    private func waiverFault(_ entry: Entry, _ run: RunReplay) throws -> String? {
        guard let waiver = Waiver(entry) else { return "waives nothing" }
        guard waiver.artifact == run.outputs.first?.body["sha256"]?.string else {
            return "is not about the first file that the run had before it"
        }
        guard run.verdicts.contains(where: { $0.body["policy_sha256"]?.string == waiver.policyDigest }) else {
            return "names a policy that had not judged the run before it"
        }
        // The policy's own bytes are the verdict's to check.
        guard let bytes = try Digest(hex: waiver.policyDigest).flatMap({ try blobs.held($0) })?.bytes(),
            let policy = try? Policy(parsing: bytes)
        else { return nil }
        guard policy.id == waiver.policy, policy.waivable.contains(waiver.rule) else {
            return "waives rule \(waiver.rule), which \(policy.id) does not let be waived"
        }
        guard policy.reviewers.contains(waiver.key) else {
            return "is signed by key \(waiver.key.prefix(8))…, which \(policy.id) does not list"
        }
        return waiver.expires > entry.at ? nil : "had expired when it was made"
    }
}
