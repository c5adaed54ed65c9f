import ExhibitJSON
import ExhibitModel

extension DSSEEnvelope {
    /// Reads one envelope: strict where a reader could be led astray, open where DSSE says so.
    ///
    /// Members that DSSE does not name are passed over (§ "envelope": consumers must), white space and the order of
    /// members are free, a missing `keyid` is an empty one. Refused are duplicate keys, bytes behind the envelope, base64
    /// that is not standard, padded and free of stray bits, an empty type, no signature or more than ``signatureLimit``,
    /// and more than ``sizeLimit`` bytes. Nothing is verified yet.
    package init(parsing bytes: [UInt8]) throws(ProofError) {
        guard bytes.count <= Self.sizeLimit else {
            throw .malformedEnvelope("it has more than \(Self.sizeLimit) bytes")
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, .reply)
        } catch {
            throw .malformedEnvelope(error.message)
        }
        guard let payload = value["payload"]?.string.flatMap({ Base64.decode($0) }) else {
            throw .malformedEnvelope("payload is not base64")
        }
        guard let type = value["payloadType"]?.string, !type.isEmpty else {
            throw .malformedEnvelope("payloadType is not a text")
        }
        guard let signatures = value["signatures"]?.array, !signatures.isEmpty else {
            throw .malformedEnvelope("it has no signature")
        }
        guard signatures.count <= Self.signatureLimit else {
            throw .malformedEnvelope("it has more than \(Self.signatureLimit) signatures")
        }
        var read: [DSSESignature] = []
        for (index, value) in signatures.enumerated() {
            guard let bytes = value["sig"]?.string.flatMap({ Base64.decode($0) }), !bytes.isEmpty,
                let keyID = value["keyid"].map(\.string) ?? ""
            else { throw .malformedEnvelope("signature \(index + 1) is none") }
            read.append(DSSESignature(keyID: keyID, signature: bytes))
        }
        self.init(payload: payload, payloadType: type, signatures: read)
    }
}
