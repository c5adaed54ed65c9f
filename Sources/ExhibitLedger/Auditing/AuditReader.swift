package import ExhibitModel
package import ExhibitRecord

/// What the audit may look at: one snapshot of a ledger, read as it is stored and believed in nothing.
///
/// Not `Sendable`: it belongs to the task that made it. Nothing here writes to the home.
package final class AuditReader {
    package let home: Home
    package let identity: Identity
    package let store: ContentStore
    /// Said to the user when the home could be read only through a copy.
    package let note: String?
    /// How many entries the snapshot has, by its highest number.
    package let size: Int64
    let reader: Reader
    private let sealKey: [UInt8]?

    package init(_ home: Home, _ environment: Environment) throws {
        reader = try Reader(home, environment)
        self.home = home
        identity = reader.identity
        store = reader.store
        note = reader.note
        // One read transaction for the whole audit: what others append meanwhile is not seen half.
        try reader.queries.db.execute("PRAGMA cache_size=-8000; BEGIN")
        size = try reader.queries.size()
        let keys = try? Keys.load(from: home)  // a copy without keys is audited without them
        sealKey = keys?.seal
    }

    private var queries: Queries { reader.queries }

    /// For tables that are made again beside the stored ones.
    var connection: SQLiteConnection { queries.db }

    /// Gives the bytes of every entry in order, with the number that its row has.
    package func forEachEntry(_ body: (_ index: Int64, _ bytes: [UInt8]) throws -> Void) throws {
        var next: Int64? = .min
        while let start = next {
            let portion = try entries(from: start)
            for (index, bytes) in portion { try body(index, bytes) }
            next = Self.next(after: portion)
        }
    }

    /// The next entries from a row number on, in order; none at the end.
    package func entries(from index: Int64, limit: Int = 512) throws -> [(index: Int64, bytes: [UInt8])] {
        try queries.db.rows(
            "SELECT seq, bytes FROM entry WHERE seq >= ?1 ORDER BY seq LIMIT ?2",
            [.integer(index), .integer(Int64(limit))]
        ) { row in (index: row.integer(0), bytes: row.blob(1)) }
    }

    /// Where the portion after this one begins; nil when there can be none.
    package static func next(after portion: [(index: Int64, bytes: [UInt8])]) -> Int64? {
        // A forged number may be the largest there is.
        portion.last.flatMap { $0.index < .max ? $0.index + 1 : nil }
    }

    package func entryBytes(_ index: Int64) throws -> [UInt8]? {
        try queries.db.blob("SELECT bytes FROM entry WHERE seq = ?1", [.integer(index)])
    }

    package func entry(_ index: Int64) throws -> Entry? { try queries.entry(index) }

    package func node(_ level: Int, _ index: Int64) throws -> Digest? { try queries.node(level, index) }

    /// At most `limit` stored nodes of a level from an index on, in order.
    package func nodes(level: Int, from index: Int64, limit: Int) throws -> [(index: Int64, hash: [UInt8])] {
        try queries.db.rows(
            "SELECT idx, hash FROM node WHERE level = ?1 AND idx >= ?2 ORDER BY idx LIMIT ?3",
            [.integer(Int64(level)), .integer(index), .integer(Int64(limit))]
        ) { row in (index: row.integer(0), hash: row.blob(1)) }
    }

    package func nodeCount() throws -> Int64 { try queries.db.integer("SELECT count(*) FROM node") ?? 0 }

    package func checkpointSizes() throws -> [Int64] {
        try queries.db.rows("SELECT size FROM checkpoint ORDER BY size") { $0.integer(0) }
    }

    package func forEachCheckpoint(_ body: (_ size: Int64, _ root: [UInt8], _ note: [UInt8]) throws -> Void) throws {
        var next = Int64.min
        while true {
            let portion = try queries.db.rows(
                "SELECT size, root, note FROM checkpoint WHERE size >= ?1 ORDER BY size LIMIT 512",
                [.integer(next)]
            ) { row in (row.integer(0), row.blob(1), Array((row.text(2) ?? "").utf8)) }
            guard let last = portion.last else { return }
            for (size, root, note) in portion { try body(size, root, note) }
            guard last.0 < .max else { return }
            next = last.0 + 1
        }
    }

    /// The newest signed head of this snapshot; nil when none was ever signed.
    package func latestCheckpoint() throws -> (size: Int64, note: [UInt8])? {
        try queries.db.rows(
            "SELECT size, note FROM checkpoint WHERE size <= ?1 ORDER BY size DESC LIMIT 1",
            [.integer(size)]
        ) { row in
            (size: row.integer(0), note: Array((row.text(1) ?? "").utf8))
        }.first
    }

    /// The checkpoint of this size as it is kept; nil when none was signed.
    package func checkpointNote(_ size: Int64) throws -> [UInt8]? {
        try queries.db.text("SELECT note FROM checkpoint WHERE size = ?1", [.integer(size)]).map { Array($0.utf8) }
    }

    /// All rows of the table `anchor`, in the order of their entries.
    package func anchorRows() throws -> [AnchorRow] {
        try queries.db.rows("SELECT id, size, kind, der FROM anchor ORDER BY id") { row in
            AnchorRow(id: row.integer(0), size: row.integer(1), kind: row.text(2) ?? "", proof: row.blob(3))
        }
    }

    /// A row of the table `blob` as it stands, nothing checked.
    package struct BlobRow: Sendable, Hashable {
        package let bytes: Int64
        package let media: String?
        /// Nil when the bytes are in a file.
        package let data: [UInt8]?
    }

    package func blobRow(_ digest: Digest) throws -> BlobRow? {
        try queries.db.rows("SELECT bytes, media, data FROM blob WHERE sha256 = ?1", [.blob(digest.bytes)]) { row in
            BlobRow(bytes: row.integer(0), media: row.text(1), data: row.isNull(2) ? nil : row.blob(2))
        }.first
    }

    package func blobCount() throws -> Int64 { try queries.db.integer("SELECT count(*) FROM blob") ?? 0 }

    package func blob(_ hex: String) -> [UInt8]? { queries.blob(hex) }

    package func forEachPrivateValue(
        _ body: (_ commitment: [UInt8], _ salt: [UInt8], _ value: String) throws -> Void
    ) throws {
        var last: [UInt8] = []
        while true {
            let portion = try queries.db.rows(
                "SELECT commitment, salt, value FROM secret_value WHERE commitment > ?1 ORDER BY commitment LIMIT 512",
                [.blob(last)]
            ) { row in (row.blob(0), row.blob(1), row.text(2) ?? "") }
            guard let end = portion.last else { return }
            for (commitment, salt, value) in portion { try body(commitment, salt, value) }
            last = end.0
        }
    }

    package func privateValue(_ commit: String) throws -> String? {
        guard let bytes = Hex.decode(commit) else { return nil }
        return try queries.db.text("SELECT value FROM secret_value WHERE commitment = ?1", [.blob(bytes)])
    }

    package func salt(_ commit: String) throws -> [UInt8]? {
        guard let bytes = Hex.decode(commit) else { return nil }
        return try queries.db.blob("SELECT salt FROM secret_value WHERE commitment = ?1", [.blob(bytes)])
    }

    /// The query behind a sealed box; nil once it was erased, or without the key.
    package func sealed(_ commit: String) throws -> String? {
        guard let sealKey else { return nil }
        return try SealedValues(queries.db, key: sealKey).open(commit)
    }

    /// What renderings of runs may look up.
    package func recordSource() -> RecordSource { queries.source() }

    package func replay(_ run: String) throws -> RunReplay? { try queries.replay(run) }

    package func find(_ part: String) throws -> String { try reader.find(part) }
}
