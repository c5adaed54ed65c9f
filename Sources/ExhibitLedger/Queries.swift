import ExhibitJSON
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// Reading questions that the writer and the readers ask of one connection.
struct Queries {
    let db: SQLiteConnection
    let store: ContentStore

    func size() throws(SQLiteError) -> Int64 {
        try db.integer("SELECT ifnull(max(seq), -1) + 1 FROM entry") ?? 0
    }

    func node(_ level: Int, _ index: Int64) throws(SQLiteError) -> Digest? {
        let bytes = try db.blob(
            "SELECT hash FROM node WHERE level = ?1 AND idx = ?2",
            [.integer(Int64(level)), .integer(index)]
        )
        return bytes.flatMap { $0.count == 32 ? Digest($0) : nil }
    }

    /// The root of the first `size` entries; nil when nodes are missing.
    func root(_ size: Int64) -> Digest? {
        struct Missing: Error {}
        return try? MerkleTree.root(size: size) { level, index in  // a hole in the tree is the audit's finding
            guard let hash = try node(level, index) else { throw Missing() }
            return hash
        }
    }

    func entry(_ seq: Int64) throws -> Entry? {
        guard let bytes = try db.blob("SELECT bytes FROM entry WHERE seq = ?1", [.integer(seq)]) else { return nil }
        return try Entry(parsing: bytes, at: seq)
    }

    /// Every entry in order, read as it comes: a ledger of any length takes the same memory.
    func forEachEntry(_ body: (Entry) throws -> Void) throws {
        var next: Int64 = 0
        while true {
            // In portions, so that a write inside `body` does not meet an open read of the same table.
            let portion = try db.rows(
                "SELECT seq, bytes FROM entry WHERE seq >= ?1 ORDER BY seq LIMIT 512",
                [.integer(next)]
            ) { row in
                (row.integer(0), row.blob(1))
            }
            guard let last = portion.last else { return }
            for (seq, bytes) in portion { try body(Entry(parsing: bytes, at: seq)) }
            next = last.0 + 1
        }
    }

    /// All entries of a run, in order.
    func entries(of run: String) throws -> [Entry] {
        try db.rows(
            """
            SELECT entry.seq, entry.bytes FROM run_entry JOIN entry ON entry.seq = run_entry.seq
            WHERE run_entry.run_id = ?1 ORDER BY run_entry.seq
            """,
            [.text(run)]
        ) { row in (row.integer(0), row.blob(1)) }.map { try Entry(parsing: $0.1, at: $0.0) }
    }

    /// The intent, unless something is wrong with the run.
    func firstEntry(of run: String) throws -> Entry? {
        let seq = try db.integer("SELECT min(seq) FROM run_entry WHERE run_id = ?1", [.text(run)])
        return try seq.flatMap(entry)
    }

    func replay(_ run: String) throws -> RunReplay? {
        try RunReplay(replaying: entries(of: run))
    }

    func blob(_ hex: String) -> [UInt8]? {
        guard let digest = Digest(hex: hex) else { return nil }
        // Absent is an answer, in the table and in the folder.
        let data = try? db.blob("SELECT data FROM blob WHERE sha256 = ?1", [.blob(digest.bytes)])
        if let data { return data }
        return try? RegularFile.read(store.path(digest))  // absent is an answer
    }

    func privateValue(_ commit: String) -> String? {
        guard let bytes = Hex.decode(commit) else { return nil }
        // Erased is an answer.
        let text = try? db.text("SELECT value FROM secret_value WHERE commitment = ?1", [.blob(bytes)])
        return text ?? nil
    }

    /// Runs whose id starts or ends with `part`; at most two, which is enough to know that it is not unique.
    func runs(matching part: String) throws(SQLiteError) -> [String] {
        let part = part.uppercased()
        if part.utf8.count == 26 {
            return try db.rows("SELECT run_id FROM run WHERE run_id = ?1", [.text(part)]) { $0.text(0) ?? "" }
        }
        guard part.utf8.count >= 4, part.utf8.allSatisfy({ $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "_") }) else {
            return []
        }
        return try db.rows(
            "SELECT run_id FROM run WHERE run_id LIKE ?1 || '%' OR run_id LIKE '%' || ?1 LIMIT 2",
            [.text(part)]
        ) { $0.text(0) ?? "" }
    }

    /// How many runs recorded these bytes as an output before `asOf`.
    func uses(of sha256: String, before asOf: Int64) throws(SQLiteError) -> Int {
        Int(
            try db.integer(
                "SELECT count(DISTINCT run_id) FROM artifact WHERE sha256 = ?1 AND role = 'output' AND entry < ?2",
                [.text(sha256), .integer(asOf)]
            ) ?? 0
        )
    }

    /// What judging a run needs beyond its entries; all of it is settled by entries before `asOf`.
    func factContext(_ run: RunReplay, before asOf: Int64) throws -> FactDocument.Context {
        let first = run.outputs.first?.body["sha256"]?.string
        return FactDocument.Context(
            sha256Uses: try first.map { hex throws(SQLiteError) in try uses(of: hex, before: asOf) } ?? 0,
            signed: try entry(0)?.body["vkey"] != nil,
            dating: try dating(run, before: asOf)
        )
    }

    /// The same as ``AnchorBook/dating(_:before:)`` over all entries, found through the table.
    private func dating(_ run: RunReplay, before asOf: Int64) throws -> Dating {
        let window = try DatingWindow(run) { DatingWindow.orderTag(try entry($0)) }
        guard let window else { return .none }
        func point(_ seq: Int64?) throws -> AnchorPoint? { try seq.flatMap { try entry($0) }.flatMap(AnchorPoint.init) }
        return Dating(
            before: try point(
                db.integer(
                    "SELECT max(id) FROM anchor WHERE id < ?1 AND size > ?2",
                    [.integer(min(window.sent, asOf)), .integer(window.committed)]
                )
            ),
            after: try point(
                db.integer(
                    "SELECT min(id) FROM anchor WHERE id < ?1 AND size > ?2",
                    [.integer(asOf), .integer(window.made)]
                )
            )
        )
    }
}
