import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider

/// Whether a recorded body gives an artifact's bytes: the same question that the audit asks later.
struct Derivations {
    let recorder: Recorder

    func verify(
        _ reference: MediaReference,
        _ sha256: Digest,
        _ document: BodyDocument,
        contentType: String?
    ) async throws -> Derivation {
        if case .body = reference.kind {
            return document.segments == [.raw(sha256)] ? .verified : .failed
        }
        // A picture that is one run of base64 stands in the document under its own hash: no byte of it is read.
        let text = try await StoredText.read(document, recorder)
        let strings = BodyValue.strings(at: reference.pointer, of: text.bytes, contentType: contentType)
        if case .joinedBase64 = reference.kind {
            return try text.digestOfBase64(joining: strings)?.sha256 == sha256 ? .verified : .failed
        }
        guard let string = strings.first else { return .failed }
        return try text.digestOfBase64(string)?.sha256 == sha256 ? .verified : .failed
    }
}
