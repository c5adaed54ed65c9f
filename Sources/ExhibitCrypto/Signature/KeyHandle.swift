import COpenSSL

/// Sole owner of one key of OpenSSL's, public or private; its memory is wiped when the last reference goes.
@safe final class KeyHandle: Sendable {
    /// Never changed after `init`; OpenSSL allows concurrent use of a key that nobody modifies.
    nonisolated(unsafe) let key: OpaquePointer
    /// What a message is hashed with before it is signed; Ed25519 (RFC 8032) takes the message itself.
    private let digest: FetchedDigest?

    /// Takes the key over.
    init(owning key: OpaquePointer, digest: FetchedDigest?) {
        unsafe self.key = unsafe key
        self.digest = digest
    }

    /// An Ed25519 key; nil unless `seed` has 32 bytes.
    convenience init?(seed: [UInt8]) {
        guard seed.count == 32 else { return nil }
        unsafe self.init(
            owning: OpenSSLStatus.require(
                EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, 32),
                "reading a private key"
            ),
            digest: nil
        )
    }

    /// An Ed25519 key; nil unless `publicKey` has 32 bytes.
    ///
    /// Whether they are a point of the curve shows when a signature is checked.
    convenience init?(publicKey: [UInt8]) {
        guard publicKey.count == 32 else { return nil }
        unsafe self.init(
            owning: OpenSSLStatus.require(
                EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, 32),
                "reading a public key"
            ),
            digest: nil
        )
    }

    /// Nil unless `privatePEM` holds an unencrypted private key of `type` (`EVP_PKEY_…`).
    convenience init?(privatePEM: String, type: Int32, digest: FetchedDigest?) {
        let found = unsafe MemoryText(privatePEM).withStream { stream in
            // Without a callback of ours OpenSSL would ask the terminal for the password of an encrypted key.
            unsafe PEM_read_bio_PrivateKey(stream, nil, { _, _, _, _ in -1 }, nil)
        }
        OpenSSLStatus.forgetErrors()
        guard let found = unsafe found else { return nil }
        guard unsafe EVP_PKEY_get_id(found) == type else {
            unsafe EVP_PKEY_free(found)
            return nil
        }
        unsafe self.init(owning: found, digest: digest)
    }

    deinit { unsafe EVP_PKEY_free(key) }

    var seed: [UInt8] {
        unsafe raw { bytes, count in unsafe EVP_PKEY_get_raw_private_key(key, bytes, &count) }
    }

    var publicKey: [UInt8] {
        unsafe raw { bytes, count in unsafe EVP_PKEY_get_raw_public_key(key, bytes, &count) }
    }

    /// PKCS#8, unencrypted.
    var privatePEM: String {
        let text = MemoryText()
        unsafe text.withStream { stream in
            unsafe OpenSSLStatus.require(
                PEM_write_bio_PKCS8PrivateKey(stream, key, nil, nil, 0, nil, nil),
                "writing a private key"
            )
        }
        return text.take()
    }

    /// SubjectPublicKeyInfo.
    var publicPEM: String {
        let text = MemoryText()
        unsafe text.withStream { stream in
            unsafe OpenSSLStatus.require(PEM_write_bio_PUBKEY(stream, key), "writing a public key")
        }
        return text.take()
    }

    func sign(_ message: [UInt8]) -> [UInt8] {
        let context = unsafe OpenSSLStatus.require(EVP_MD_CTX_new(), "making a signing context")
        defer { unsafe EVP_MD_CTX_free(context) }
        unsafe OpenSSLStatus.require(
            EVP_DigestSignInit(context, nil, digest?.pointer, nil, key),
            "starting a signature"
        )
        // More than any signature of these keys takes; the length of one in DER is known only when it is made.
        return unsafe [UInt8](unsafeUninitializedCapacity: 128) { signature, count in
            count = 128
            unsafe OpenSSLStatus.require(
                EVP_DigestSign(context, signature.baseAddress, &count, message, message.count),
                "signing"
            )
        }
    }

    func verify(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
        let context = unsafe OpenSSLStatus.require(EVP_MD_CTX_new(), "making a verifying context")
        defer { unsafe EVP_MD_CTX_free(context) }
        unsafe OpenSSLStatus.require(
            EVP_DigestVerifyInit(context, nil, digest?.pointer, nil, key),
            "starting to verify"
        )
        guard unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1 else {
            OpenSSLStatus.forgetErrors()
            return false
        }
        return true
    }

    private func raw(_ read: (UnsafeMutablePointer<UInt8>?, inout Int) -> Int32) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { bytes, count in
            count = 32
            unsafe OpenSSLStatus.require(read(bytes.baseAddress, &count), "reading a key's bytes")
        }
    }
}
