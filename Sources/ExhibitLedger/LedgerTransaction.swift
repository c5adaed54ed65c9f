import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// One transaction under way: entries, and the rows beside them, become durable together or not at all.
///
/// Not `Sendable`: it is handed to one function, under the ledger's lock, and means nothing afterwards.
final class LedgerTransaction {
    let db: SQLiteConnection
    let queries: Queries
    let time: Timestamp
    private let projection: Projection
    private var session: Int64?
    /// What was appended so far.
    private(set) var entries: [Entry] = []
    private var next: Int64
    private var edge = TreeEdge()

    init(_ queries: Queries, _ projection: Projection, session: Int64?, at time: Timestamp) throws(SQLiteError) {
        db = queries.db
        self.queries = queries
        self.projection = projection
        self.session = session
        self.time = time
        next = try queries.size()
    }

    /// Performs each for itself: one that fails takes back what it did, and the others stand.
    ///
    /// Returns what was wrong with each.
    /// - Throws: what made the whole transaction fail, such as a full disk.
    func perform(_ works: [PendingWork]) throws -> [(any Error)?] {
        guard works.count > 1 else {
            try works.first?.perform(self)
            return works.map { _ in nil }
        }
        return try works.map(performAlone)
    }

    private func performAlone(_ work: PendingWork) throws -> (any Error)? {
        let (count, next, edge) = (entries.count, next, edge)
        try db.run("SAVEPOINT work")
        do {
            try work.perform(self)
            try db.run("RELEASE work")
            return nil
        } catch {
            // SQLite itself has ended the transaction over some faults.
            guard db.isInTransaction else { throw error }
            try db.execute("ROLLBACK TO work; RELEASE work")
            entries.removeSubrange(count...)
            self.next = next
            self.edge = edge
            return error
        }
    }

    /// Appends entries with their values; `blobs` are those of them whose bytes are already where they belong.
    func append(_ append: Append, _ blobs: [StagedBlob]) throws {
        for blob in blobs { try insert(blob) }
        for value in append.values { try insert(value) }
        for box in append.sealed { try insert(box, run: append.sealedRun) }
        for draft in append.drafts { try self.append(draft) }
        for anchor in append.anchors { try self.append(anchor) }
    }

    /// The row has the number of its entry, so that the one is found by the other.
    private func append(_ anchor: AnchorDraft) throws {
        let seq = next
        try append(anchor.draft)
        try db.run(
            "INSERT INTO anchor(id, size, kind, der) VALUES(?1, ?2, ?3, ?4)",
            [.integer(seq), .integer(anchor.size), .text(anchor.kind.rawValue), .blob(anchor.proof)]
        )
    }

    func append(_ draft: EntryDraft) throws {
        if draft.type == .sessionOpen { session = next }
        let entry = Entry(seq: next, at: time, session: draft.type == .ledgerInit ? nil : session, draft)
        let bytes = try entry.canonical()
        try db.run("INSERT INTO entry(seq, bytes) VALUES(?1, ?2)", [.integer(next), .blob(bytes)])
        try grow(by: bytes)
        try project(entry)
        entries.append(entry)
        next += 1
    }

    private func grow(by bytes: [UInt8]) throws {
        let nodes = try MerkleTree.nodes(appending: MerkleTree.leaf(bytes), at: next) { level, index in
            guard let hash = try edge.node(level, index) ?? queries.node(level, index) else {
                throw SQLiteError(code: 11, step: "tree", message: "node \(level)/\(index) is missing")
            }
            return hash
        }
        for node in nodes {
            try db.run(
                "INSERT INTO node(level, idx, hash) VALUES(?1, ?2, ?3)",
                [.integer(Int64(node.level)), .integer(node.index), .blob(node.hash.bytes)]
            )
            edge.put(node.level, node.index, node.hash)
        }
    }

    private func project(_ entry: Entry) throws {
        guard try !projection.apply(entry) else { return }
        if entry.type.isAboutTasks {
            let task = TaskReplay.task(of: entry) ?? ""
            throw RecordError.illegalTaskTransition(
                task: task,
                from: try db.text("SELECT state FROM task WHERE task_id = ?1", [.text(task)]) ?? "absent",
                event: entry.body["event"]?.string ?? entry.type.rawValue
            )
        }
        let run = entry.run ?? ""
        throw RecordError.illegalTransition(
            run: run,
            from: try db.text("SELECT state FROM run WHERE run_id = ?1", [.text(run)]) ?? "absent",
            entry: entry.type.rawValue
        )
    }

    func insert(_ value: PrivateValue) throws {
        guard let commit = Hex.decode(value.commit) else { return }
        try db.run(
            "INSERT OR IGNORE INTO secret_value(commitment, salt, value) VALUES(?1, ?2, ?3)",
            [.blob(commit), .blob(value.salt), .text(value.text)]
        )
    }

    private func insert(_ blob: StagedBlob) throws {
        var data = SQLiteValue.null
        if case .bytes(let bytes) = blob.content, bytes.count <= Writer.inlineLimit { data = .blob(bytes) }
        try db.run(
            """
            INSERT INTO blob(sha256, bytes, media, data) VALUES(?1, ?2, ?3, ?4)
            ON CONFLICT(sha256) DO UPDATE SET data = ?4, media = ?3 WHERE media LIKE 'erased/%'
            """,
            [.blob(blob.sha256.bytes), .integer(Int64(blob.bytes)), .of(blob.media), data]
        )
    }

    private func insert(_ box: SealedBox, run: String?) throws {
        guard let commit = Hex.decode(box.commit) else { return }
        try db.run(
            "INSERT OR IGNORE INTO sealed(commitment, salt, nonce, box, run_id) VALUES(?1, ?2, ?3, ?4, ?5)",
            [.blob(commit), .blob(box.salt), .blob(box.nonce), .blob(box.box), .of(run)]
        )
    }
}
