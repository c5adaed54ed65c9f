/// The public half of Ed25519 (RFC 8032).
package enum Ed25519 {
    /// False for a wrong signature as for a signature or key that is none.
    package static func verify(_ signature: [UInt8], _ message: [UInt8], publicKey: [UInt8]) -> Bool {
        guard signature.count == 64, let key = KeyHandle(publicKey: publicKey) else { return false }
        return key.verify(signature, message)
    }

    /// The key as `openssl pkeyutl -pubin` reads it; anything but 32 bytes is our bug.
    package static func publicKeyPEM(_ publicKey: [UInt8]) -> String {
        guard let key = KeyHandle(publicKey: publicKey) else { preconditionFailure("an Ed25519 key has 32 bytes") }
        return key.publicPEM
    }
}
