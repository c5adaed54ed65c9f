/// A signing key of ECDSA on P-256 with SHA-256 (FIPS 186-5); two signatures of one message differ.
///
/// The secret stays in OpenSSL's memory and is wiped with the last copy; what ``pem`` hands out is not.
package struct P256PrivateKey: Sendable {
    package let publicKey: P256PublicKey
    private let handle: KeyHandle

    package static func generate() -> Self {
        guard let key = Self(.generateP256()) else { preconditionFailure("a key that was made is one") }
        return key
    }

    /// Nil unless `pem` holds an unencrypted private key of P-256 that names its curve, as `openssl genpkey` writes it.
    package init?(pem: String) {
        guard let handle = KeyHandle(p256PrivatePEM: pem) else { return nil }
        self.init(handle)
    }

    private init?(_ handle: KeyHandle) {
        guard let publicKey = P256PublicKey(spki: handle.spki) else { return nil }
        self.publicKey = publicKey
        self.handle = handle
    }

    /// PKCS#8, unencrypted.
    package var pem: String { handle.privatePEM }

    /// In DER, at most 72 bytes.
    package func sign(_ message: [UInt8]) -> [UInt8] { handle.sign(message) }
}
