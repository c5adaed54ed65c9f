import ExhibitModel

/// The public half of ECDSA on P-256 with SHA-256 (FIPS 186-5).
package struct P256PublicKey: Sendable {
    /// SubjectPublicKeyInfo in DER, 91 bytes: the curve by its name, the point uncompressed.
    ///
    /// The same key has no other.
    package let spki: [UInt8]
    private let handle: KeyHandle

    /// Nil unless `spki` is exactly what ``spki`` would be, with a point that is on the curve.
    package init?(spki: [UInt8]) {
        guard let handle = KeyHandle(p256SPKI: spki) else { return nil }
        self.spki = spki
        self.handle = handle
    }

    /// Nil unless `pem` holds a public key (`BEGIN PUBLIC KEY`) of P-256.
    package init?(pem: String) {
        guard let spki = KeyHandle.spki(publicPEM: pem) else { return nil }
        self.init(spki: spki)
    }

    /// As `openssl pkey -pubin` reads it.
    package var pem: String { handle.publicPEM }

    /// Hex SHA-256 of ``spki``.
    package var keyID: String { SHA256.hash(spki).hex }

    /// Whether `signature`, in DER, is this key's for `message`.
    ///
    /// False for a wrong signature as for bytes that are none. Who holds no key can still turn a signature into one
    /// other that is right (s and n − s): a signature's own bytes identify nothing.
    package func verify(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
        handle.verify(signature, message)
    }
}

extension P256PublicKey: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.spki == right.spki }

    package func hash(into hasher: inout Hasher) { hasher.combine(spki) }
}
