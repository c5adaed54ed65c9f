import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// The write path of one open ledger: every append is one transaction under the ledger's lock.
///
/// Lives on the Recorder's thread.
struct Writer {
    let home: Home
    let db: SQLiteConnection
    let store: ContentStore
    let queries: Queries
    private let projection: Projection

    /// Blobs up to this size live in the database, larger ones in files.
    static let inlineLimit = 8192
    static let lockSeconds = 30
    private let lockSeconds: Int

    init(home: Home, db: SQLiteConnection, lockSeconds: Int = Self.lockSeconds) {
        self.home = home
        self.db = db
        self.lockSeconds = lockSeconds
        store = ContentStore(home)
        let queries = Queries(db: db, store: store)
        self.queries = queries
        projection = Projection(db, blob: queries.blob)
    }

    /// Makes all of `append` durable and returns the entries with their places.
    func append(_ append: Append, session: Int64?, at time: Timestamp) throws -> [Entry] {
        // Bytes first: an entry never names a blob that is not there (evidence.md §9.2).
        let inline = try stage(append.blobs)
        return try FileLock.holding(home.lock, seconds: lockSeconds) {
            try db.transaction {
                let entries = try insert(append, inline, session: session, at: time)
                guard let judging = append.judging else { return entries }
                return entries + (try judge(judging, session: session, at: time))
            }
        }
    }

    /// No crash can come between a run's end and its verdicts: they are one transaction.
    private func judge(_ judging: Append.Judging, session: Int64?, at time: Timestamp) throws -> [Entry] {
        let asOf = try queries.size()
        guard let replay = try queries.replay(judging.run) else { return [] }
        let verdicts = try judging.verdicts(replay, queries.factContext(replay, before: asOf), asOf)
        return try insert(verdicts, stage(verdicts.blobs), session: session, at: time)
    }

    private func insert(_ append: Append, _ blobs: [StagedBlob], session: Int64?, at time: Timestamp) throws -> [Entry]
    {
        for blob in blobs { try insert(blob) }
        for value in append.values { try insert(value) }
        for box in append.sealed { try insert(box, run: append.sealedRun) }
        var next = try queries.size()
        var opened = session
        var entries: [Entry] = []
        for draft in append.drafts {
            let own = draft.type == .sessionOpen ? next : opened
            let entry = Entry(seq: next, at: time, session: draft.type == .ledgerInit ? nil : own, draft)
            if draft.type == .sessionOpen { opened = next }
            try insert(entry)
            entries.append(entry)
            next += 1
        }
        return entries
    }

    /// The first entry of a ledger that no other process can see yet.
    func appendFirst(_ draft: EntryDraft, at time: Timestamp) throws {
        try db.transaction { try insert(Entry(seq: 0, at: time, session: nil, draft)) }
    }

    private func stage(_ blobs: [StagedBlob]) throws -> [StagedBlob] {
        var inline: [StagedBlob] = []
        for blob in blobs {
            switch blob.content {
            case .bytes(let bytes) where bytes.count > Self.inlineLimit: try store.put(bytes, as: blob.sha256)
            case .bytes: inline.append(blob)
            case .file(let path): try store.take(path, as: blob.sha256)
            }
        }
        return inline + blobs.filter { $0.bytes > Self.inlineLimit || $0.isFile }
    }

    private func insert(_ blob: StagedBlob) throws {
        var data = SQLiteValue.null
        if case .bytes(let bytes) = blob.content, bytes.count <= Self.inlineLimit { data = .blob(bytes) }
        try db.run(
            "INSERT OR IGNORE INTO blob(sha256, bytes, media, data) VALUES(?1, ?2, ?3, ?4)",
            [.blob(blob.sha256.bytes), .integer(Int64(blob.bytes)), .of(blob.media), data]
        )
    }

    private func insert(_ value: PrivateValue) throws {
        guard let commit = Hex.decode(value.commit) else { return }
        try db.run(
            "INSERT OR IGNORE INTO secret_value(commitment, salt, value) VALUES(?1, ?2, ?3)",
            [.blob(commit), .blob(value.salt), .text(value.text)]
        )
    }

    private func insert(_ box: SealedBox, run: String?) throws {
        guard let commit = Hex.decode(box.commit) else { return }
        try db.run(
            "INSERT OR IGNORE INTO sealed(commitment, salt, nonce, box, run_id) VALUES(?1, ?2, ?3, ?4, ?5)",
            [.blob(commit), .blob(box.salt), .blob(box.nonce), .blob(box.box), .of(run)]
        )
    }

    private func insert(_ entry: Entry) throws {
        let bytes = try entry.canonical()
        try db.run("INSERT INTO entry(seq, bytes) VALUES(?1, ?2)", [.integer(entry.seq), .blob(bytes)])
        let nodes = try MerkleTree.nodes(appending: MerkleTree.leaf(bytes), at: entry.seq) { level, index in
            guard let hash = try queries.node(level, index) else {
                throw SQLiteError(code: 11, step: "tree", message: "node \(level)/\(index) is missing")
            }
            return hash
        }
        for node in nodes {
            try db.run(
                "INSERT INTO node(level, idx, hash) VALUES(?1, ?2, ?3)",
                [.integer(Int64(node.level)), .integer(node.index), .blob(node.hash.bytes)]
            )
        }
        guard try projection.apply(entry) else {
            let state = try entry.run.flatMap { run throws(SQLiteError) in
                try db.text("SELECT state FROM run WHERE run_id = ?1", [.text(run)])
            }
            throw RecordError.illegalTransition(
                run: entry.run ?? "",
                from: state ?? "absent",
                entry: entry.type.rawValue
            )
        }
    }

    /// Signs the tree as it stands, keeps the note, and tells the heads logs.
    func checkpoint(origin: String, key: Ed25519PrivateKey, heads: Heads, at time: Timestamp) throws {
        let head = try FileLock.holding(home.lock, seconds: lockSeconds) {
            try signCheckpoint(origin: origin, key: key)
        }
        // Nobody has to wait while these are synced; lines may stand in another order than the sizes that they tell.
        guard let head else { return }
        try heads.append(origin: origin, size: head.size, root: head.root, at: time, note: head.note)
    }

    /// Nil when the tree as it stands was signed before.
    private func signCheckpoint(
        origin: String,
        key: Ed25519PrivateKey
    ) throws -> (size: Int64, root: Digest, note: String)? {
        let size = try queries.size()
        guard try db.integer("SELECT 1 FROM checkpoint WHERE size = ?1", [.integer(size)]) == nil else { return nil }
        guard let root = queries.root(size) else {
            throw SQLiteError(code: 11, step: "checkpoint", message: "the tree of \(size) entries has a hole")
        }
        let body = Checkpoint(origin: origin, size: size, root: root).body
        let note = String(decoding: SignedNote.sign(body, name: origin, key: key).bytes, as: UTF8.self)
        try db.run(
            "INSERT INTO checkpoint(size, root, note) VALUES(?1, ?2, ?3)",
            [.integer(size), .blob(root.bytes), .text(note)]
        )
        return (size, root, note)
    }
}

extension StagedBlob {
    fileprivate var isFile: Bool {
        if case .file = content { true } else { false }
    }
}
