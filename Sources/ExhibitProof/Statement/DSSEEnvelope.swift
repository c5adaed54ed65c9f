package import ExhibitCrypto
import ExhibitJSON
import ExhibitModel

/// A payload, what it is, and who signed both (DSSE v1.0.2).
package struct DSSEEnvelope: Hashable, Sendable {
    /// The payload type of in-toto statements.
    package static let statementType = "application/vnd.in-toto+json"

    package let payload: [UInt8]
    /// A media type or a URI; signed together with the payload.
    package let payloadType: String
    /// In the order they were made.
    package private(set) var signatures: [DSSESignature]

    /// More than any payload of ours takes; a stranger's may not take our memory.
    package static let sizeLimit = 1 << 20
    package static let signatureLimit = 16

    /// Not yet signed.
    package init(payload: [UInt8], payloadType: String = Self.statementType) {
        self.init(payload: payload, payloadType: payloadType, signatures: [])
    }

    init(payload: [UInt8], payloadType: String, signatures: [DSSESignature]) {
        self.payload = payload
        self.payloadType = payloadType
        self.signatures = signatures
    }

    /// What is signed: the pre-authentication encoding, in which lengths keep type and payload apart.
    package var pae: [UInt8] {
        Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) ".utf8) + payload
    }

    /// Adds a signature of `key`.
    package mutating func sign(with key: P256PrivateKey) {
        signatures.append(DSSESignature(keyID: key.publicKey.keyID, signature: key.sign(pae)))
    }

    /// The keys whose signatures are here and right, each once, in the order of the envelope.
    ///
    /// Signatures that name other keys are passed over; one that names no key is tried with all. A wrong signature
    /// under the id of one of `keys` spoils the envelope, and so does having none of any.
    package func verified(by keys: [P256PublicKey]) throws(ProofError) -> [P256PublicKey] {
        var found: [P256PublicKey] = []
        for signature in signatures {
            let known = keys.filter { signature.keyID.isEmpty || $0.keyID == signature.keyID }
            guard let key = known.first(where: { $0.verify(signature.signature, pae) }) else {
                guard known.isEmpty || signature.keyID.isEmpty else {
                    throw .badEnvelopeSignature(keyID: signature.keyID)
                }
                continue
            }
            if !found.contains(key) { found.append(key) }
        }
        guard !found.isEmpty else { throw .unsigned }
        return found
    }

    /// The canonical JSON (RFC 8785) of the envelope, on one line without a line feed.
    package var line: String {
        let value: JSONValue = [
            "payload": .string(Base64.encode(payload)), "payloadType": .string(payloadType),
            "signatures": .array(
                signatures.map { ["keyid": .string($0.keyID), "sig": .string(Base64.encode($0.signature))] }
            ),
        ]
        return JSONText.compact(value)  // members stand in order, and there is no number: this is the canonical form
    }
}
