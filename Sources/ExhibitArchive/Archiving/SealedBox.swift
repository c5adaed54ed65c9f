import ExhibitCrypto

/// A signed URL's query, encrypted: a capability that is kept for as long as the run may need to use it.
package struct SealedBox: Sendable, Hashable {
    /// To the query in clear.
    package let commit: String
    package let salt: [UInt8]
    package let nonce: [UInt8]
    /// AES-256-GCM with the commitment's text as additional data, so that a box opens in its own place only.
    package let box: [UInt8]

    package init(commit: String, salt: [UInt8], nonce: [UInt8], box: [UInt8]) {
        self.commit = commit
        self.salt = salt
        self.nonce = nonce
        self.box = box
    }

    package static func seal(_ query: String, key: [UInt8], random: (Int) -> [UInt8]) -> SealedBox {
        let salt = random(Commitment.saltLength)
        let commit = Commitment.hex(salt: salt, value: query)
        let nonce = random(AESGCM.nonceLength)
        let box = AESGCM.seal(Array(query.utf8), key: key, nonce: nonce, aad: Array(commit.utf8))
        return SealedBox(commit: commit, salt: salt, nonce: nonce, box: box)
    }

    /// The query as it stood in the body; nil under another key, or when box and commitment do not belong together.
    package func open(key: [UInt8]) -> String? {
        guard let bytes = AESGCM.open(box, key: key, nonce: nonce, aad: Array(commit.utf8)),
            let query = String(validating: bytes, as: UTF8.self), salt.count == Commitment.saltLength,
            Commitment.hex(salt: salt, value: query) == commit
        else { return nil }
        return query
    }
}
