import ExhibitArchive
import ExhibitLedger
import ExhibitModel

/// A stored body as text, with the private and sealed values that are still there.
enum StoredText {
    static func read(_ document: BodyDocument, _ recorder: Recorder) async throws -> BodyText {
        let values = try await recorder.values(of: document)
        return try BodyText(
            document,
            blob: { values.blobs[$0] },
            value: { values.privateValues[$0] },
            sealed: { values.sealed[$0] }
        )
    }
}
