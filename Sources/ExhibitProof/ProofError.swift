package import ExhibitModel

/// Why a note, a checkpoint, a proof or an envelope is not accepted.
package enum ProofError: Error, Hashable, Sendable, Reportable {
    case malformedNote(String)
    case malformedCheckpoint(String)
    case malformedProof(String)
    case malformedTile(String)
    case malformedEnvelope(String)
    /// A line of a key we know does not verify: nothing else in that note can be trusted.
    case badSignature(key: String)
    /// The same of a DSSE envelope.
    case badEnvelopeSignature(keyID: String)
    /// No line is by a key we know.
    case unsigned
    /// A witness may cosign any log's checkpoint; only the log's own key, named as the origin, makes it the log's.
    case notSignedByLog(origin: String)
    case entryMismatch
    case notIncluded(index: Int64, size: Int64)

    package var report: Report {
        switch self {
        case .malformedNote(let reason): Report(.evidenceBroken, "this is not a signed note: \(reason)")
        case .malformedCheckpoint(let reason): Report(.evidenceBroken, "this is not a checkpoint: \(reason)")
        case .malformedProof(let reason): Report(.evidenceBroken, "this is not a proof: \(reason)")
        case .malformedTile(let reason): Report(.evidenceBroken, "this is not a tile: \(reason)")
        case .malformedEnvelope(let reason): Report(.evidenceBroken, "this is not a DSSE envelope: \(reason)")
        case .badEnvelopeSignature(let keyID):
            Report(.evidenceBroken, "the signature of key \(keyID) does not fit the envelope")
        case .badSignature(let key): Report(.evidenceBroken, "the signature of \(key) does not fit the note")
        case .unsigned: Report(.evidenceBroken, "no signature is by a known key")
        case .notSignedByLog(let origin):
            Report(.evidenceBroken, "no signature is by a known key of the log \(origin) itself")
        case .entryMismatch: Report(.evidenceBroken, "the proof carries another entry than the one given")
        case .notIncluded(let index, let size):
            Report(.evidenceBroken, "the entry is not number \(index) of the \(size) that the checkpoint covers")
        }
    }
}
