import COpenSSL

/// An Ed25519 signing key (RFC 8032), which signs the same message the same way each time.
///
/// The secret stays in OpenSSL's memory and is wiped with the last copy; what ``seed`` and ``pem`` hand out is not.
package struct Ed25519PrivateKey: Sendable {
    private let handle: KeyHandle

    package static func generate() -> Self {
        guard let key = Self(seed: SystemRandom.bytes(32)) else { preconditionFailure("a seed has 32 bytes") }
        return key
    }

    /// Nil unless `seed` has 32 bytes.
    package init?(seed: [UInt8]) {
        guard let handle = KeyHandle(seed: seed) else { return nil }
        self.handle = handle
    }

    /// Nil unless `pem` holds an unencrypted Ed25519 key in PKCS#8 (RFC 8410), as `openssl genpkey` writes it.
    package init?(pem: String) {
        guard let handle = KeyHandle(privatePEM: pem, type: EVP_PKEY_ED25519, digest: nil) else { return nil }
        self.handle = handle
    }

    package var pem: String { handle.privatePEM }
    /// 32 bytes.
    package var seed: [UInt8] { handle.seed }
    /// 32 bytes.
    package var publicKey: [UInt8] { handle.publicKey }

    /// 64 bytes.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        handle.sign(message)
    }
}
