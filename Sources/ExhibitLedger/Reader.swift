import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
package import ExhibitModel
package import ExhibitRecord

/// The one who reads: a read-only connection that never blocks the writer and never writes to the home.
///
/// Not `Sendable`: it belongs to the task that opened it.
package final class Reader {
    package let home: Home
    package let identity: Identity
    package let store: ContentStore
    /// Said to the user when the home could be read only through a copy or as it stands on the disk.
    package let note: String?
    let queries: Queries
    /// The schema that the stored tables have: an older exhibit's has no tables of tasks.
    let schema: Int64
    private let copy: LedgerCopy?

    /// - Throws: ``LedgerError/missing(home:)`` without a ledger; nothing is made.
    package convenience init(_ home: Home, _ environment: Environment) throws {
        try self.init(home, environment, isWritable: RegularFile.isWritableFolder(home.path))
    }

    init(_ home: Home, _ environment: Environment, isWritable: Bool) throws {
        guard home.hasLedger else { throw LedgerError.missing(home: home.path) }
        self.home = home
        store = ContentStore(home)
        copy = isWritable ? nil : try LedgerCopy(home, environment)
        note = copy.map { _ in "the folder cannot be written and has a write-ahead log: a copy was read" }
        let db =
            if let copy {
                try SQLiteConnection(copy.database, .readWrite)
            } else {
                try SQLiteConnection(home.database, isWritable ? .readOnly : .immutable)
            }
        try Opening.checkFormat(db, home.database)
        schema = try Migration.version(db)
        queries = Queries(db: db, store: store)
        guard let first = try queries.entry(0), let identity = Identity(first) else {
            throw LedgerError.headless(path: home.database)
        }
        self.identity = identity
    }

    package func size() throws -> Int64 { try queries.size() }

    package func root(_ size: Int64) -> Digest? { queries.root(size) }

    package func entry(_ seq: Int64) throws -> Entry? { try queries.entry(seq) }

    package func replay(_ run: String) throws -> RunReplay? { try queries.replay(run) }

    package func blob(_ hex: String) -> [UInt8]? { queries.blob(hex) }

    /// The hash that stored bytes have now, read in flat memory; nil when the store has none under `digest`.
    package func bytesDigest(_ digest: Digest) throws -> Digest? {
        guard let source = try queries.source(digest) else { return nil }
        var hash = SHA256()
        try source.forEachWindow { hash.update($0) }
        return hash.finish()
    }

    package func privateValue(_ commit: String) -> String? { queries.privateValue(commit) }

    package func result(_ run: RunReplay) throws -> RunResult {
        RunResult(run, queries.source(), try queries.factContext(run, before: size()))
    }

    /// A run as recorded, with what judging it at this moment needs.
    package func judging(_ run: String) throws -> (replay: RunReplay, context: FactDocument.Context, asOf: Int64)? {
        let asOf = try queries.size()
        guard let replay = try queries.replay(run) else { return nil }
        return (replay, try queries.factContext(replay, before: asOf), asOf)
    }

    /// The run that `part` names: a unique prefix or suffix of at least four characters.
    package func find(_ part: String) throws -> String {
        let found = try queries.runs(matching: part)
        guard let run = found.first else { throw Report(.runNotFound, "no run's id starts or ends with \(part)") }
        guard found.count == 1 else {
            throw Report(.runNotFound, "\(part) names more than one run", hint: "give more characters of the id")
        }
        return run
    }

    /// Rows for `runs list`, newest first.
    package func runs(_ filter: RunFilter) throws -> [RunRow] { try RunRow.select(queries.db, filter) }

    package func counts() throws -> LedgerCounts { try LedgerCounts(queries.db) }

    package func log(_ run: String) throws -> [(at: String, stream: String, line: String)] {
        try queries.db.rows("SELECT at, stream, line FROM log WHERE run_id = ?1 ORDER BY n", [.text(run)]) { row in
            (at: row.text(0) ?? "", stream: row.text(1) ?? "", line: row.text(2) ?? "")
        }
    }
}
