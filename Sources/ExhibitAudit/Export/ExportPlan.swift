import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// What goes into a bundle, found by reading the ledger once: nothing is written yet.
struct ExportPlan {
    struct Artifact {
        let digest: Digest
        /// The first entry that recorded it.
        let entry: Int64
        let run: String
    }

    /// Nil for the whole ledger.
    private(set) var chosen: Set<String>?
    private(set) var artifacts: [Artifact] = []
    private(set) var policies: Set<Digest> = []
    private(set) var blobs: Set<Digest> = []
    private(set) var commitments: [String: PrivateKind] = [:]
    /// Queries of signed addresses, which are sealed at home.
    private(set) var sealed: Set<String> = []
    /// By run, the verdict that goes beside its artifacts: the worst, on a tie the last.
    private(set) var verdicts: [String: (entry: Int64, rank: Int)] = [:]
    private(set) var runs: Set<String> = []
    private(set) var sessions: Set<Int64> = []
    private(set) var reviews = 0
    /// The digests of what reviewers signed, in the order of the entries.
    private(set) var envelopes: [String] = []
    private(set) var pictures = 0
    /// Logs and settings that stay at home.
    private(set) var ownFiles: Set<Digest> = []
    /// Certificates that proofs from outside lead to.
    private(set) var roots: Set<Digest> = []
    /// The entries that submitted the tasks which chosen runs were made for.
    private var orders: Set<Int64> = []
    private var artifactDigests: Set<Digest> = []
    private var adoptions: [(policy: Digest, session: Int64)] = []
    private let reader: AuditReader

    /// - Throws: `run.not_found` for a run that is not there.
    init(_ reader: AuditReader, _ request: ExportRequest) throws {
        self.reader = reader
        if !request.isWhole { chosen = Set(try request.runs.map { try reader.find($0) }) }
        try reader.forEachEntry { index, bytes in
            let entry = try Entry(parsing: bytes, at: index)
            if let since = request.since, entry.type == .requestIntent, entry.at.description >= since,
                let run = entry.run
            {
                chosen?.insert(run)
            }
            try take(entry)
        }
        // A policy may have been adopted long before the runs, by another process.
        for adoption in adoptions where policies.contains(adoption.policy) { sessions.insert(adoption.session) }
    }

    /// Whether an entry goes into the bundle.
    func includes(_ entry: Entry) -> Bool {
        guard let chosen else { return true }
        // What outside parties have dated holds for all runs.
        if entry.type.isAnchor || orders.contains(entry.seq) { return true }
        if let run = entry.run { return chosen.contains(run) }
        switch entry.type {
        case .ledgerInit, .keyRotate, .valueForgotten: return true
        case .sessionOpen, .sessionClose:
            // What came after the plan was made is the export's own session, which names the key for statements.
            let session = entry.session ?? entry.seq
            return sessions.contains(session) || session >= reader.size
        case .policyAdopt:
            return entry.body["policy_sha256"]?.string.flatMap { Digest(hex: $0) }.map(policies.contains) ?? false
        default: return false
        }
    }

    private mutating func take(_ entry: Entry) throws {
        if entry.run == nil, entry.type == .policyAdopt || entry.type.isAnchor || chosen == nil { try takeNames(entry) }
        if entry.type.isAnchor, let session = entry.session { sessions.insert(session) }
        if entry.type == .policyAdopt, let policy = entry.body["policy_sha256"]?.string.flatMap({ Digest(hex: $0) }),
            let session = entry.session
        {
            adoptions.append((policy, session))
        }
        guard let run = entry.run, chosen?.contains(run) ?? true else { return }
        runs.insert(run)
        if let session = entry.session { sessions.insert(session) }
        try takeNames(entry)
        switch entry.type {
        case .verdict: takeVerdict(entry, run)
        case .requestIntent: try takeOrder(entry)
        case .reviewDecision, .waiver:
            if entry.type == .reviewDecision { reviews += 1 }
            if let envelope = entry.body["envelope_blob"]?.string { envelopes.append(envelope) }
        case .artifactStored where entry.body["role"]?.string == "output": pictures += 1
        default: break
        }
    }

    /// A grade may rest on when the task was submitted.
    private mutating func takeOrder(_ intent: Entry) throws {
        guard let order = DatingWindow.order(intent), let entry = try reader.entry(order) else { return }
        orders.insert(order)
        if let session = entry.session { sessions.insert(session) }
    }

    private mutating func takeVerdict(_ entry: Entry, _ run: String) {
        let ranks = ["accepted": 0, "needs_review": 1, "not_evaluated": 2, "rejected": 3]
        let rank = entry.body["verdict"]?.string.flatMap { ranks[$0] } ?? 3
        if rank >= verdicts[run]?.rank ?? 0 { verdicts[run] = (entry.seq, rank) }
    }

    private mutating func takeNames(_ entry: Entry) throws {
        PrivateKind.collect(entry, into: &commitments)
        for name in NamedBlobs.of(entry) {
            guard let digest = Digest(hex: name.hex) else { continue }
            switch name.kind {
            case .own: ownFiles.insert(digest)
            case .trust: roots.insert(digest)
            case .artifact:
                if artifactDigests.insert(digest).inserted {
                    artifacts.append(Artifact(digest: digest, entry: entry.seq, run: entry.run ?? ""))
                }
            case .evidence where name.what == "the policy":
                if entry.type == .verdict || chosen == nil { policies.insert(digest) }
            case .evidence:
                blobs.insert(digest)
                if entry.body["body_blob"]?.string == name.hex { try takeBody(name.hex) }
            }
        }
    }

    private mutating func takeBody(_ hex: String) throws {
        // Refused when it is copied
        guard let bytes = reader.blob(hex), let document = try? BodyDocument(parsing: bytes) else { return }
        blobs.formUnion(document.blobs)
        for segment in document.segments {
            switch segment {
            case .commit(let commit, _): if commitments[commit] == nil { commitments[commit] = .quote }
            case .sealed(let commit): sealed.insert(commit)
            default: break
            }
        }
    }

    /// The blobs that are not files of their own in the bundle.
    var plainBlobs: [Digest] { blobs.subtracting(artifactDigests).subtracting(policies).sorted() }
}
