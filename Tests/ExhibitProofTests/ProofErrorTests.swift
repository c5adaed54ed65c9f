import ExhibitModel
import ExhibitProof
import Testing

struct ProofErrorTests {
    @Test(arguments: [
        (ProofError.malformedNote("it is not UTF-8"), "this is not a signed note: it is not UTF-8"),
        (.malformedCheckpoint("it has not three lines"), "this is not a checkpoint: it has not three lines"),
        (.malformedProof("it has no index"), "this is not a proof: it has no index"),
        (.malformedTile("its entry 3 breaks off"), "this is not a tile: its entry 3 breaks off"),
        (.malformedEnvelope("x"), "this is not a DSSE envelope: x"),
        (.badEnvelopeSignature(keyID: "a"), "the signature of key a does not fit the envelope"),
        (.badSignature(key: "a"), "the signature of a does not fit the note"),
        (.unsigned, "no signature is by a known key"),
        (.notSignedByLog(origin: "a"), "no signature is by a known key of the log a itself"),
        (.entryMismatch, "the proof carries another entry than the one given"),
        (.notIncluded(index: 2, size: 5), "the entry is not number 2 of the 5 that the checkpoint covers"),
    ])
    func `every refusal is broken evidence and says why`(error: ProofError, message: String) {
        #expect(error.report == Report(.evidenceBroken, message))
    }
}
