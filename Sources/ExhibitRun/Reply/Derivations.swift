import ExhibitArchive
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProvider

/// Whether a recorded body gives an artifact's bytes: the same question that the audit asks later.
struct Derivations {
    let recorder: Recorder

    func verify(_ reference: MediaReference, _ sha256: Digest, _ document: BodyDocument) async throws -> Derivation {
        if case .body = reference.kind {
            return document.segments == [.raw(sha256)] ? .verified : .failed
        }
        // A picture that is one run of base64 stands in the document under its own hash: no byte of it is read.
        let text = try await StoredText.read(document, recorder)
        guard let value = try? JSONReader.readTolerant(text.bytes).value,  // what cannot be read derives nothing
            let string = JSONPointer(reference.pointer).flatMap({ value.at($0)?.string }),
            let found = try text.digestOfBase64(string)
        else { return .failed }
        return found.sha256 == sha256 ? .verified : .failed
    }
}
