import COpenSSL

/// AES-256-GCM (NIST SP 800-38D) with 12-byte nonces and 16-byte tags.
///
/// A nonce must never be used twice with one key. Keys and nonces of another length are our bug.
package enum AESGCM {
    package static let keyLength = 32
    package static let nonceLength = 12
    package static let tagLength = 16

    /// The cipher text, then the tag.
    package static func seal(_ plain: [UInt8], key: [UInt8], nonce: [UInt8], aad: [UInt8] = []) -> [UInt8] {
        let context = CipherContext(.seal, key: key, nonce: nonce)
        context.authenticate(aad)
        let cipher = context.update(plain)
        precondition(context.finish(), "encryption in memory cannot fail")
        return cipher + context.tag()
    }

    /// The plain text, or nil when box, key, nonce and additional data were not sealed together.
    package static func open(_ box: [UInt8], key: [UInt8], nonce: [UInt8], aad: [UInt8] = []) -> [UInt8]? {
        guard box.count >= tagLength else { return nil }
        let context = CipherContext(.open, key: key, nonce: nonce)
        context.authenticate(aad)
        var plain = context.update(Array(box.dropLast(tagLength)))
        context.expect(tag: Array(box.suffix(tagLength)))
        guard context.finish() else {
            // Unauthenticated plain text must not survive, not even on the heap.
            unsafe plain.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
            return nil
        }
        return plain
    }
}
