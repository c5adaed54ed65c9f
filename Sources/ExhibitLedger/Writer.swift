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
        let blobs = try stage(append.blobs)
        return try transaction(session: session, at: time) { try self.append(append, blobs, $0) }
    }

    /// Appends inside a transaction; `blobs` is what ``stage(_:)`` gave.
    func append(_ append: Append, _ blobs: [StagedBlob], _ transaction: LedgerTransaction) throws -> [Entry] {
        let first = transaction.entries.count
        try transaction.append(append, blobs)
        if let judging = append.judging { try judge(judging, transaction) }
        return Array(transaction.entries[first...])
    }

    /// What `body` appends and writes, durable when this returns.
    func transaction<T>(
        session: Int64?,
        at time: Timestamp,
        _ body: (LedgerTransaction) throws -> T
    ) throws -> T {
        try FileLock.holding(home.lock, seconds: lockSeconds) {
            try db.transaction { try body(LedgerTransaction(queries, projection, session: session, at: time)) }
        }
    }

    /// No crash can come between a run's end and its verdicts: they are one transaction.
    private func judge(_ judging: Append.Judging, _ transaction: LedgerTransaction) throws {
        let asOf = try queries.size()
        guard let replay = try queries.replay(judging.run) else { return }
        let verdicts = try judging.verdicts(replay, queries.factContext(replay, before: asOf), asOf)
        try transaction.append(verdicts, stage(verdicts.blobs))
    }

    /// The first entry of a ledger that no other process can see yet.
    func appendFirst(_ draft: EntryDraft, at time: Timestamp) throws {
        try db.transaction { try LedgerTransaction(queries, projection, session: nil, at: time).append(draft) }
    }

    /// Puts bytes where they belong, before an entry can name them (evidence.md §9.2); returns the rows that are left.
    func stage(_ blobs: [StagedBlob]) throws -> [StagedBlob] {
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
        try db.transaction {
            try db.run(
                "INSERT INTO checkpoint(size, root, note) VALUES(?1, ?2, ?3)",
                [.integer(size), .blob(root.bytes), .text(note)]
            )
        }
        return (size, root, note)
    }
}

extension StagedBlob {
    fileprivate var isFile: Bool {
        if case .file = content { true } else { false }
    }
}
