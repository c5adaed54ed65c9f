import COpenSSL

/// One AES-256-GCM operation: additional data, then the text, then the tag, in this order.
@safe struct CipherContext: ~Copyable {
    enum Direction: Int32 {
        case open = 0
        case seal = 1
    }

    private let context: OpaquePointer

    init(_ direction: Direction, key: [UInt8], nonce: [UInt8]) {
        precondition(key.count == AESGCM.keyLength, "an AES-256 key has 32 bytes")
        precondition(nonce.count == AESGCM.nonceLength, "our nonces have 12 bytes")
        unsafe context = OpenSSLStatus.require(EVP_CIPHER_CTX_new(), "making a cipher context")
        unsafe OpenSSLStatus.require(
            EVP_CipherInit_ex2(context, EVP_aes_256_gcm(), key, nonce, direction.rawValue, nil),
            "starting a cipher"
        )
    }

    // Frees and wipes the key schedule.
    deinit { unsafe EVP_CIPHER_CTX_free(context) }

    borrowing func authenticate(_ data: [UInt8]) {
        guard !data.isEmpty else { return }
        var length: Int32 = 0
        unsafe OpenSSLStatus.require(
            EVP_CipherUpdate(context, nil, &length, data, Int32(data.count)),
            "reading additional data"
        )
    }

    borrowing func update(_ text: [UInt8]) -> [UInt8] {
        // With no bytes at all OpenSSL would take the call for the end of the text.
        guard !text.isEmpty else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: text.count) { buffer, count in
            var length: Int32 = 0
            unsafe OpenSSLStatus.require(
                EVP_CipherUpdate(context, buffer.baseAddress, &length, text, Int32(text.count)),
                "ciphering"
            )
            count = Int(length)
        }
    }

    borrowing func expect(tag: [UInt8]) {
        var tag = tag
        unsafe OpenSSLStatus.require(
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag),
            "setting the tag"
        )
    }

    /// False when the tag is not the text's.
    borrowing func finish() -> Bool {
        var nothing: [UInt8] = [0]
        var length: Int32 = 0
        guard unsafe EVP_CipherFinal_ex(context, &nothing, &length) == 1 else {
            OpenSSLStatus.forgetErrors()
            return false
        }
        return true
    }

    borrowing func tag() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: AESGCM.tagLength) { buffer, count in
            unsafe OpenSSLStatus.require(
                EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(AESGCM.tagLength), buffer.baseAddress),
                "reading the tag"
            )
            count = AESGCM.tagLength
        }
    }
}
