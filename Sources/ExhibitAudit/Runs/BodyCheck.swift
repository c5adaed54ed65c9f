import ExhibitArchive
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Spells every recorded request and answer again from its stored segments: it must be the bytes that were sent or came.
struct BodyCheck {
    private let evidence: any EvidenceSource
    private let blobs: BlobCheck
    private let budget: ReadingBudget

    init(_ evidence: any EvidenceSource, _ blobs: BlobCheck, _ budget: ReadingBudget) {
        self.evidence = evidence
        self.blobs = blobs
        self.budget = budget
    }

    func check(_ entry: Entry, _ tally: inout RunTally) throws {
        guard entry.type == .attemptStarted || entry.type == .responseReceived,
            let hex = entry.body["body_blob"]?.string
        else { return }
        tally.counts[.bodies] += 1
        guard let document = try document(hex, entry, &tally) else { return }
        var isReadable = true
        for digest in document.blobs {
            guard let found = try blobs.check(digest.hex, "a part of the body", at: Place(entry), &tally) else {
                return
            }
            if !found.isRead { isReadable = false }
        }
        // Bytes that were not read again prove nothing about the body that they are part of.
        guard isReadable else {
            tally.counts[.bodiesUnread] += 1
            return
        }
        try rebuild(document, entry, &tally)
    }

    /// A stored document; nil with a finding when it is none.
    private func document(_ hex: String, _ entry: Entry, _ tally: inout RunTally) throws -> BodyDocument? {
        switch try blobs.document(hex) {
        case .success(let document)?: return document
        case .failure(let error)?:
            tally.find(.body, "the body that entry \(entry.seq) names: \(error.report.message)", at: Place(entry))
            return nil
        case nil: return nil
        }
    }

    private func rebuild(_ document: BodyDocument, _ entry: Entry, _ tally: inout RunTally) throws {
        let rebuilt = try BodyRebuilder.rebuild(
            document,
            blob: { try blobs.held($0)?.source },
            value: evidence.value,
            sealed: evidence.sealed,
            into: { _ in }
        )
        switch rebuilt {
        case .exact(let digest, let bytes): try compare(digest, bytes, entry, &tally)
        case .withheld: tally.counts[.bodiesWithheld] += 1
        case .redacted: tally.counts[.bodiesRedacted] += 1
        case .missing(let digest):
            tally.find(
                .body,
                "the body of entry \(entry.seq) lacks the bytes \(digest.hex.prefix(16))…",
                at: Place(entry)
            )
        }
    }

    private func compare(_ digest: Digest, _ bytes: Int64, _ entry: Entry, _ tally: inout RunTally) throws {
        let body = entry.body
        let commit = (body["raw_commit"] ?? body["request_commit"])?.string
        let expected = try body["raw_sha256"]?.string ?? commit.flatMap { try evidence.value($0) }
        let told = (body["raw_bytes"] ?? body["bytes"])?.int
        if let told, Int64(told) != bytes {
            tally.find(
                .body,
                "the body of entry \(entry.seq) has \(bytes) bytes when it is put together, recorded are \(told)",
                at: Place(entry)
            )
            return
        }
        guard let expected else {
            tally.counts[.bodiesWithheld] += 1
            return
        }
        guard expected == digest.hex else {
            let what = entry.type == .attemptStarted ? "sent" : "received"
            tally.find(
                .body,
                "the body of entry \(entry.seq) does not give the bytes that were \(what) when it is put together",
                at: Place(entry)
            )
            return
        }
        tally.counts[.bodiesRebuilt] += 1
    }
}
