import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitRecord

/// Unfinished stages of a streamed picture: kept as evidence when that was asked for, never delivered.
extension Run {
    /// Stores what the answer of sequence number `response` holds of them.
    func keepPartials(
        _ received: Received,
        _ response: Int64,
        _ document: BodyDocument,
        _ number: Int,
        _ course: inout Course
    ) async throws {
        guard course.plan.keepsPartials else { return }
        let references = course.dialect.partials(in: received.read.reply)
        let folder = recorder.store.temporaryFolder(course.attemptName(number))
        let inline = try InlineMedia.decode(references, received.read, received.captured, into: folder)
        // The bytes first: they are measured where they are kept.
        if !inline.blobs.isEmpty { try await recorder.append(Append([], blobs: inline.blobs)) }
        var append = Append([])
        for (place, reference) in references.enumerated() {
            guard let found = inline.media[place] else { continue }
            let derivation = try await Derivations(recorder: recorder).verify(
                reference,
                found.sha256,
                document,
                contentType: received.read.reply.headers.value("content-type")
            )
            let item = MediaItem(
                place: place,
                sha256: found.sha256,
                bytes: found.bytes,
                reference: reference,
                response: response,
                derivation: derivation.rawValue
            )
            let artifact = try ArtifactBody(item, path: recorder.store.path(item.sha256))
            var body = artifact.object(number: place + 1, of: references.count)
            body["role"] = "partial"
            append.drafts.append(course.draft(.artifactStored, attempt: number, body))
        }
        guard !append.drafts.isEmpty else { return }
        try await recorder.append(append)
        let count = append.drafts.count
        course.notes.append(
            Note("partials.kept", "\(count) unfinished picture\(count == 1 ? " is" : "s are") kept as evidence")
        )
    }
}
