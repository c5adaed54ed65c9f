/// One signature of an envelope, and whose it says it is.
package struct DSSESignature: Hashable, Sendable {
    /// Hex SHA-256 of the key's SubjectPublicKeyInfo; empty when the envelope names no key.
    ///
    /// Only a hint which key to try: it is not signed.
    package let keyID: String
    /// As the key makes it; DER for ECDSA.
    package let signature: [UInt8]
}
