import COpenSSL

/// What OpenSSL does with keys of the curve P-256, also called prime256v1 (FIPS 186-5, SEC 2).
extension KeyHandle {
    /// Everything before the two coordinates: the algorithm, the curve by its name, and an uncompressed point.
    private static let header: [UInt8] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48,
        0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ]

    static func generateP256() -> KeyHandle {
        let context = unsafe OpenSSLStatus.require(
            EVP_PKEY_CTX_new_from_name(nil, "EC", nil),
            "finding the elliptic curves"
        )
        defer { unsafe EVP_PKEY_CTX_free(context) }
        unsafe OpenSSLStatus.require(EVP_PKEY_keygen_init(context), "starting a key")
        unsafe OpenSSLStatus.require(EVP_PKEY_CTX_set_group_name(context, "P-256"), "choosing the curve")
        var made: OpaquePointer?
        unsafe OpenSSLStatus.require(EVP_PKEY_generate(context, &made), "making a key")
        return unsafe KeyHandle(owning: OpenSSLStatus.require(made, "making a key"), digest: .sha256)
    }

    /// Nil unless `p256SPKI` is the one DER of a public key of P-256: the curve by name, the point uncompressed and on it.
    convenience init?(p256SPKI bytes: [UInt8]) {
        guard Self.isP256(bytes) else { return nil }
        let found = unsafe bytes.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            return unsafe d2i_PUBKEY(nil, &next, buffer.count)
        }
        OpenSSLStatus.forgetErrors()
        guard let found = unsafe found else { return nil }
        unsafe self.init(owning: found, digest: .sha256)
    }

    /// Nil unless `p256PrivatePEM` holds an unencrypted private key of P-256 that names its curve.
    convenience init?(p256PrivatePEM pem: String) {
        self.init(privatePEM: pem, type: EVP_PKEY_EC, digest: .sha256)
        guard Self.isP256(spki) else { return nil }
    }

    /// The DER of the public key in `pem`; nil when there is none.
    static func spki(publicPEM pem: String) -> [UInt8]? {
        let found = unsafe MemoryText(pem).withStream { stream in unsafe PEM_read_bio_PUBKEY(stream, nil, nil, nil) }
        OpenSSLStatus.forgetErrors()
        guard let found = unsafe found else { return nil }
        return unsafe KeyHandle(owning: found, digest: nil).spki
    }

    /// SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) in DER.
    var spki: [UInt8] {
        let length = unsafe i2d_PUBKEY(key, nil)
        precondition(length > 0, "OpenSSL failed at measuring a public key")
        return unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { bytes, count in
            var next = bytes.baseAddress
            count = unsafe Int(i2d_PUBKEY(key, &next))
        }
    }

    private static func isP256(_ spki: [UInt8]) -> Bool {
        spki.count == header.count + 64 && spki.starts(with: header)
    }
}
