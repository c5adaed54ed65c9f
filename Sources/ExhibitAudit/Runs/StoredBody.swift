import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// A stored body opened for reading: its text with places for what is not text.
struct StoredBody {
    let document: BodyDocument
    private let evidence: any EvidenceSource
    private let blobs: BlobCheck

    /// Nil when the entry names no body that can be read; that is found elsewhere.
    init?(_ entry: Entry, _ evidence: any EvidenceSource, _ blobs: BlobCheck) throws {
        guard let hex = entry.body["body_blob"]?.string, case .success(let document)? = try blobs.document(hex) else {
            return nil
        }
        self.document = document
        self.evidence = evidence
        self.blobs = blobs
    }

    func text() throws -> BodyText? {
        do {
            return try BodyText(
                document,
                blob: { try blobs.held($0)?.source },
                value: evidence.value,
                sealed: evidence.sealed
            )
        } catch is ArchiveError {
            return nil
        }
    }

    /// The private values that stand in the body, those that are here.
    func values() throws -> (known: [String], withheld: Int) {
        var known: [String] = []
        var withheld = 0
        for case .commit(let commit, _) in document.segments {
            if let value = try evidence.value(commit) { known.append(value) } else { withheld += 1 }
        }
        return (known, withheld)
    }
}
