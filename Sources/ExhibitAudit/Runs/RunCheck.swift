import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Repeats, for one run after the other, everything that its entries claim.
///
/// Keeps what runs share (policies, blobs that were looked at). Not `Sendable`: it belongs to the task that made it.
final class RunCheck {
    let evidence: any EvidenceSource
    let blobs: BlobCheck
    private let bodies: BodyCheck
    private let derivations: DerivationCheck
    private let derived: DerivedCheck
    private let prompts: PromptCheck
    private let verdicts: VerdictCheck
    private let reviews: ReviewCheck
    /// Logs and settings stay at home.
    private let isBundle: Bool

    /// `rows` is told of each verdict that could be repeated.
    init(
        _ evidence: any EvidenceSource,
        _ blobs: BlobCheck,
        _ budget: ReadingBudget,
        origin: String,
        isSigned: Bool,
        isBundle: Bool,
        telling rows: VerdictRows? = nil
    ) {
        self.evidence = evidence
        self.blobs = blobs
        self.isBundle = isBundle
        bodies = BodyCheck(evidence, blobs, budget)
        derivations = DerivationCheck(evidence, blobs)
        derived = DerivedCheck(blobs)
        prompts = PromptCheck(evidence, blobs)
        verdicts = VerdictCheck(blobs, isSigned: isSigned, telling: rows)
        reviews = ReviewCheck(blobs, origin: origin)
    }

    func check(_ job: RunJob) throws -> (tally: RunTally, replay: RunReplay?) {
        var tally = RunTally()
        tally.counts[.runs] = 1
        blobs.nextRun()
        for entry in job.entries { try checkBlobs(entry, &tally) }
        guard let replay = replay(job.entries, &tally) else { return (tally, nil) }
        if let provider = replay.intent["provider"]?.string { tally.providers.insert(provider) }
        if !replay.state.isEnded { tally.counts[.openRuns] = 1 }
        for artifact in replay.outputs { try countPicture(artifact, &tally) }
        for entry in job.entries { try bodies.check(entry, &tally) }
        for artifact in replay.outputs { try derivations.check(artifact, replay, &tally) }
        for entry in job.entries where entry.type == .artifactDerived { try derived.check(entry, replay, &tally) }
        try prompts.check(replay, &tally)
        for verdict in replay.verdicts { try verdicts.check(verdict, job, &tally) }
        for entry in job.entries { try reviews.check(entry, job, &tally) }
        return (tally, replay)
    }

    /// Entries that belong to no run name bytes, too.
    func checkOutsideRuns(_ entry: Entry) throws -> RunTally {
        var tally = RunTally()
        blobs.nextRun()
        try checkBlobs(entry, &tally)
        if entry.type == .reviewDecision || entry.type == .waiver {
            tally.find(.review, "entry \(entry.seq) decides on something, and is of no run", at: Place(entry))
        }
        tally.counts[.filesErased] = ErasedBytes.of(entry).count
        if entry.type == .valueForgotten { tally.counts[.valuesErased] = entry.body["commitments"]?.array?.count ?? 0 }
        return tally
    }

    private func checkBlobs(_ entry: Entry, _ tally: inout RunTally) throws {
        let place = Place(entry)
        for name in NamedBlobs.of(entry) where !(isBundle && name.kind == .own) {
            let found = try blobs.check(name.hex, name.what, at: place, &tally)
            if name.kind != .artifact, let digest = Digest(hex: name.hex), case .erased(let seq)? = blobs.known(digest)
            {
                tally.find(
                    .blob,
                    "\(name.what) \(name.hex.prefix(16))…, which entry \(entry.seq) rests on, was erased by entry \(seq): only files may be",
                    at: place
                )
            }
            guard let found, let told = entry.body["bytes"]?.int, name.kind == .artifact else { continue }
            guard found.bytes != Int64(told) else { continue }
            let stored = try Digest(hex: name.hex).flatMap { try blobs.held($0)?.place } ?? name.hex
            tally.find(
                .blob,
                "\(stored) has \(found.bytes) bytes, entry \(entry.seq) recorded \(told)",
                at: place,
                path: stored
            )
        }
    }

    private func countPicture(_ artifact: Entry, _ tally: inout RunTally) throws {
        tally.counts[.pictures] += 1
        guard let digest = artifact.body["sha256"]?.string.flatMap({ Digest(hex: $0) }),
            case .intact(let isRead, let bytes)? = blobs.known(digest), isRead
        else { return }
        tally.counts[.picturesRead] += 1
        tally.counts[.pictureBytesRead] += Int(bytes)
    }

    /// The run as its entries tell it, up to the first that cannot follow.
    private func replay(_ entries: [Entry], _ tally: inout RunTally) -> RunReplay? {
        guard let first = entries.first else { return nil }
        guard var replay = RunReplay(first) else {
            tally.find(.state, "entry \(first.seq) is the first of its run and no request.intent", at: Place(first))
            return nil
        }
        for entry in entries.dropFirst() {
            do throws(RecordError) {
                try replay.apply(entry)
            } catch {
                tally.find(.state, "entry \(entry.seq): \(error.report.message)", at: Place(entry))
            }
        }
        return replay
    }
}
