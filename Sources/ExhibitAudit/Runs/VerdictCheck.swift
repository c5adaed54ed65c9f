import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitPolicy
import ExhibitRecord

/// Judges every verdict again over the facts of its own moment: facts and verdict must come out byte for byte.
final class VerdictCheck {
    private let blobs: BlobCheck
    private let isSigned: Bool
    /// Is told what was judged, so that nobody has to do it again.
    private let rows: VerdictRows?
    private var policies: [String: Policy?] = [:]
    /// The facts of the last verdict: several policies judge the same ones.
    private var last: (run: RunReplay, asOf: Int64, facts: JSONValue, bytes: [UInt8])?

    init(_ blobs: BlobCheck, isSigned: Bool, telling rows: VerdictRows?) {
        self.blobs = blobs
        self.isSigned = isSigned
        self.rows = rows
    }

    func check(_ verdict: Entry, _ job: RunJob, _ tally: inout RunTally) throws {
        let place = Place(verdict)
        guard let asOf = verdict.body["as_of"]?.int.map(Int64.init), asOf <= verdict.seq,
            let policyHex = verdict.body["policy_sha256"]?.string, let factsHex = verdict.body["facts_blob"]?.string,
            let verdictHex = verdict.body["verdict_blob"]?.string
        else {
            tally.find(.verdict, "verdict \(verdict.seq) lacks what it takes to judge again", at: place)
            return
        }
        // What is not in the store or was changed is a finding of its own already.
        guard try shelve(policyHex), let storedFacts = try bytes(factsHex), let storedVerdict = try bytes(verdictHex)
        else { return }
        guard let policy = policies[policyHex] ?? nil, let digest = Digest(hex: policyHex) else {
            tally.find(
                .verdict,
                "the policy of verdict \(verdict.seq) cannot be read, or is kept in another form than its hash names",
                at: place
            )
            return
        }
        guard let (run, facts, factsBytes) = try facts(job, asOf, storedFacts) else {
            tally.find(.verdict, "no facts can be made for verdict \(verdict.seq)", at: place)
            return
        }
        guard factsBytes == storedFacts else {
            let place_ = FactDifference.pointer(storedFacts, facts)
            tally.find(
                .verdict,
                "the facts of verdict \(verdict.seq) are not those of the entries before \(asOf): \(place_) differs",
                at: place
            )
            return
        }
        let judgement = policy.judge(
            facts,
            waived: run.waivedRules(policy, digest),
            refused: FactDocument.isRefused(facts)
        )
        let document = VerdictDocument.make(policy.id, digest, SHA256.hash(factsBytes), asOf: asOf, judgement)
        guard try CanonicalJSON.bytes(document) == storedVerdict,
            verdict.body["verdict"]?.string == judgement.verdict.rawValue,
            verdict.body["policy_id"]?.string == policy.id
        else {
            tally.find(
                .verdict,
                "verdict \(verdict.seq) says \(verdict.body["verdict"]?.string ?? "nothing"); judged again by \(policy.id), the facts give \(judgement.verdict.rawValue) or other rules' results",
                at: place
            )
            return
        }
        tally.counts[.verdicts] += 1
        rows?.remember(verdict, facts: facts, rules: judgement.rules)
    }

    private func bytes(_ hex: String) throws -> [UInt8]? {
        guard let digest = Digest(hex: hex), case .intact? = blobs.known(digest) else { return nil }
        return try blobs.held(digest)?.bytes()
    }

    /// Reads a policy once; false when its bytes are not to be had.
    private func shelve(_ hex: String) throws -> Bool {
        if policies[hex] != nil { return true }
        guard let bytes = try bytes(hex) else { return false }
        let policy = try? Policy(parsing: bytes)  // nil is told as a finding
        policies.updateValue(policy?.canonical == bytes ? policy : nil, forKey: hex)
        return true
    }

    private func facts(_ job: RunJob, _ asOf: Int64, _ stored: [UInt8]) throws -> (RunReplay, JSONValue, [UInt8])? {
        let before = job.entries.filter { $0.seq < asOf }
        guard let run = before.first?.run else { return nil }
        if let last, last.run.run == run, last.asOf == asOf { return (last.run, last.facts, last.bytes) }
        // An illegal step is a finding of its own
        guard let replay = try? RunReplay(replaying: before) else { return nil }
        let window = DatingWindow(replay) { _ in job.orderTag }
        let context = FactDocument.Context(
            sha256Uses: uses(job, replay, asOf, stored),
            signed: isSigned,
            dating: window.map { job.anchors.dating($0, before: asOf) } ?? .none
        )
        let facts = FactDocument.of(replay, context)
        let bytes = try CanonicalJSON.bytes(facts)
        last = (replay, asOf, facts, bytes)
        return (replay, facts, bytes)
    }

    /// Without the other runs the stored number is taken, and the report says so.
    private func uses(_ job: RunJob, _ replay: RunReplay, _ asOf: Int64, _ stored: [UInt8]) -> Int {
        guard !replay.outputs.isEmpty else { return 0 }
        if let uses = job.uses { return uses.count { $0 < asOf } }
        // What cannot be read differs from what is made
        let facts = try? JSONReader.read(stored, .canonical)
        return facts?["artifact"]?["sha256_uses"]?.int ?? 0
    }
}
