import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// Finds the batch that a command goes on with.
struct BatchLookup {
    struct Found {
        let row: BatchRow
        let origin: BatchOrigin
    }

    private let reader: Reader

    init(_ reader: Reader) { self.reader = reader }

    /// By id or name.
    ///
    /// - Throws: `batch.not_found`.
    func find(_ part: String) throws -> Found {
        guard let found = found(try reader.batch(part)) else {
            throw Report(.batchNotFound, "\(part) is no batch of a manifest, or its manifest was erased")
        }
        return found
    }

    /// The newest batch of the same manifest: by its own name, else by its file, else by its text.
    func newest(of manifest: BatchManifest) throws -> Found? {
        let name = manifest.manifest.name
        let text = String(decoding: manifest.source.bytes, as: UTF8.self)
        for row in try reader.batches(limit: .max) where row.kind == .batch {
            guard let found = found(row) else { continue }
            if let name, row.name == name { return found }
            if let path = manifest.source.path, found.origin.path == path { return found }
            if name == nil, manifest.source.path == nil, found.origin.text == text { return found }
        }
        return nil
    }

    private func found(_ row: BatchRow) -> Found? {
        reader.manifest(of: row).flatMap(BatchOrigin.init(reading:)).map { Found(row: row, origin: $0) }
    }
}
