import ExhibitArchive
import ExhibitCrypto
import ExhibitModel

/// Whether the bytes that entries name are there and are the ones; each blob is looked at once.
final class BlobCheck {
    private let evidence: any EvidenceSource
    private let budget: ReadingBudget
    private let scan: SecretScan
    private let states: BlobStates
    /// What the run at hand has fetched.
    private var fetched: [Digest: HeldBlob] = [:]
    /// Small ones that more than one run named.
    private var shared: [Digest: HeldBlob] = [:]
    private var documents: [String: Result<BodyDocument, ArchiveError>] = [:]

    private static let sharedLimit = 64

    /// `states` is what others who look at the same store know already.
    init(
        _ evidence: any EvidenceSource,
        _ budget: ReadingBudget,
        _ scan: SecretScan,
        _ states: BlobStates = BlobStates()
    ) {
        self.evidence = evidence
        self.budget = budget
        self.scan = scan
        self.states = states
    }

    func nextRun() {
        fetched.removeAll(keepingCapacity: true)
        documents.removeAll(keepingCapacity: true)
    }

    /// The stored body with this hash; nil when it is not in the store, or was changed there: a finding of its own.
    func document(_ hex: String) throws -> Result<BodyDocument, ArchiveError>? {
        if let known = documents[hex] { return known }
        guard let digest = Digest(hex: hex) else { return nil }
        if case .wrong? = states[digest] { return nil }
        guard let bytes = try held(digest)?.bytes() else { return nil }
        let document = Result { () throws(ArchiveError) in try BodyDocument(parsing: bytes) }
        documents[hex] = document
        return document
    }

    /// Looks at the blob that an entry names; a bad one is a finding.
    ///
    /// - Returns: how many bytes it has, and whether they were hashed again; nil when they are not to be relied on.
    @discardableResult
    func check(
        _ hex: String,
        _ what: @autoclosure () -> String,
        at place: Place,
        _ tally: inout RunTally
    ) throws -> (bytes: Int64, isRead: Bool)? {
        guard let digest = Digest(hex: hex) else {
            tally.find(.blob, "entry \(place.entry ?? 0) names a \(what()) by something that is no hash", at: place)
            return nil
        }
        let state = try state(digest, at: place, &tally)
        switch state {
        case .missing:
            tally.find(
                .blob,
                "\(what()) \(hex.prefix(16))…, which entry \(place.entry ?? 0) names, is not in the store",
                at: place
            )
            return nil
        case .erased: return nil
        case .wrong(let reason):
            let where_ = try held(digest)?.place ?? hex
            tally.find(
                .blob,
                "\(where_) is not what entry \(place.entry ?? 0) recorded (\(reason))",
                at: place,
                path: where_
            )
            return nil
        case .intact(let isRead, let bytes): return (bytes, isRead)
        }
    }

    /// The state alone; nil for a blob that nobody has asked about.
    func known(_ digest: Digest) -> BlobState? { states[digest] }

    func held(_ digest: Digest) throws -> HeldBlob? {
        if let blob = fetched[digest] ?? shared[digest] { return blob }
        guard let blob = try fetch(digest) else { return nil }
        // It was examined for an earlier run, and later ones will name it, too.
        if case .bytes = blob.source, shared.count < Self.sharedLimit { shared[digest] = blob }
        return blob
    }

    private func fetch(_ digest: Digest) throws -> HeldBlob? {
        let blob = try evidence.blob(digest)
        fetched[digest] = blob
        return blob
    }

    private func state(_ digest: Digest, at place: Place, _ tally: inout RunTally) throws -> BlobState {
        let (state, isNew) = try states.state(of: digest) { try examine(digest, at: place, &tally) }
        if isNew { tally.counts[.blobs] += 1 }
        return state
    }

    private func examine(_ digest: Digest, at place: Place, _ tally: inout RunTally) throws -> BlobState {
        guard let blob = try fetch(digest) else {
            return try evidence.erasure(digest).map { .erased(entry: $0) } ?? .missing
        }
        guard let recorded = blob.recordedBytes else { return .wrong("the store's list does not have it") }
        if case .bytes(let bytes) = blob.source {
            guard Int64(bytes.count) == recorded else { return .wrong("\(bytes.count) bytes instead of \(recorded)") }
            let actual = SHA256.hash(bytes)
            guard actual == digest else { return .wrong(Self.difference(actual, digest)) }
            look(into: bytes, blob, at: place, &tally)
            return .intact(isRead: true, bytes: recorded)
        }
        guard let facts = blob.path.flatMap({ RegularFile.facts($0) }), facts.isRegular else {
            return .wrong("it is no regular file")
        }
        guard facts.bytes == recorded else { return .wrong("\(facts.bytes) bytes instead of \(recorded)") }
        guard budget.allows(digest, bytes: recorded) else {
            return .intact(isRead: false, bytes: recorded)
        }
        return try read(blob, digest, recorded, at: place, &tally)
    }

    private func read(
        _ blob: HeldBlob,
        _ digest: Digest,
        _ bytes: Int64,
        at place: Place,
        _ tally: inout RunTally
    ) throws -> BlobState {
        if let actual = blob.actual {
            guard actual == digest else { return .wrong(Self.difference(actual, digest)) }
            if let whole = bytes <= SecretScan.sizeLimit && !SecretScan.isMedia(blob.media) ? blob.bytes() : nil {
                look(into: whole, blob, at: place, &tally)
            }
            return .intact(isRead: true, bytes: bytes)
        }
        var hash = SHA256()
        var whole: [UInt8] = []
        let keeps = bytes <= SecretScan.sizeLimit && !SecretScan.isMedia(blob.media)
        do {
            try blob.source.forEachWindow { window in
                hash.update(window)
                if keeps { whole += window }
            }
        } catch let fault as FileFault {
            return .wrong(fault.reason)
        }
        let actual = hash.finish()
        guard actual == digest else { return .wrong(Self.difference(actual, digest)) }
        if keeps { look(into: whole, blob, at: place, &tally) }
        return .intact(isRead: true, bytes: bytes)
    }

    private func look(into bytes: [UInt8], _ blob: HeldBlob, at place: Place, _ tally: inout RunTally) {
        guard !SecretScan.isMedia(blob.media), bytes.count <= SecretScan.sizeLimit else { return }
        for hit in scan.hits(in: bytes) {
            tally.find(
                .secret,
                "\(hit) stands in \(blob.place), which entry \(place.entry ?? 0) names",
                at: place,
                path: blob.place
            )
        }
    }

    static func difference(_ actual: Digest, _ expected: Digest) -> String {
        "\(actual.hex.prefix(8))… instead of \(expected.hex.prefix(8))…"
    }
}
