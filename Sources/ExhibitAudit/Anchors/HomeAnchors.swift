import ExhibitJSON
import ExhibitLedger
import ExhibitRecord

/// A home's proofs: rows of the table `anchor`, checkpoints, and blobs.
struct HomeAnchors: AnchorProofs {
    private let reader: AuditReader
    private let rows: [Int64: AnchorRow]

    init(_ reader: AuditReader) throws {
        self.reader = reader
        rows = Dictionary(try reader.anchorRows().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func proof(of entry: Entry) throws -> [UInt8]? { rows[entry.seq]?.proof }

    func note(of entry: Entry) throws -> [UInt8]? {
        try entry.body["size"]?.int.flatMap { try reader.checkpointNote(Int64($0)) }
    }

    func roots(_ hex: String) throws -> [UInt8]? { reader.blob(hex) }

    func findings(_ entries: [Entry]) throws -> [Finding] {
        let known = Dictionary(entries.map { ($0.seq, $0) }, uniquingKeysWith: { first, _ in first })
        return rows.values.sorted { $0.id < $1.id }.compactMap { row in
            guard let entry = known[row.id] else {
                return Finding(.anchor, "the table anchor has a row \(row.id), which no entry records", entry: row.id)
            }
            let kind: AnchorKind = entry.type == .anchorRFC3161 ? .rfc3161 : .cosignature
            guard row.kind == kind.rawValue, entry.body["size"]?.int.map(Int64.init) == row.size else {
                return Finding(
                    .anchor,
                    "the row of entry \(row.id) in the table anchor is of another kind or size than the entry says",
                    entry: row.id
                )
            }
            return nil
        }
    }
}
