import ExhibitCrypto
import ExhibitModel

/// A public key with the name it signs under, as C2SP signed-note writes it: `name+id+base64`.
package struct VerifierKey: Hashable, Sendable {
    /// What a signature of this key is made over.
    package enum Kind: UInt8, Hashable, Sendable {
        /// The note's text as it stands: logs.
        case ed25519 = 1
        /// The text under a line with the time, which stands in the signature: witnesses (C2SP tlog-cosignature).
        case cosignature = 4
    }

    package let kind: Kind
    package let name: String
    package let keyID: UInt32
    /// 32 bytes.
    package let publicKey: [UInt8]

    /// A name that notes cannot hold, or a key that has not 32 bytes, is our bug.
    package init(name: String, publicKey: [UInt8], kind: Kind = .ed25519) {
        precondition(KeyName.isValid(name), "a key's name has no white space and no plus sign")
        precondition(publicKey.count == 32, "an Ed25519 key has 32 bytes")
        self.kind = kind
        self.name = name
        self.keyID = Self.keyID(name, kind, publicKey)
        self.publicKey = publicKey
    }

    /// Nil unless `text` is exactly what ``text`` would write, with an id that belongs to name and key.
    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, KeyName.isValid(parts[0]), let bytes = Base64.decode(parts[2]), bytes.count == 33,
            let kind = Kind(rawValue: bytes[0])
        else { return nil }
        self.init(name: String(parts[0]), publicKey: Array(bytes.dropFirst()), kind: kind)
        guard self.text == text else { return nil }
    }

    package var text: String {
        "\(name)+\(Hex.encode(keyID.bigEndianBytes))+\(Base64.encode([kind.rawValue] + publicKey))"
    }

    /// Whether `signature`, as it stands in a note behind the key's id, is this key's for `text`.
    func verify(_ signature: [UInt8], over text: [UInt8]) -> Bool {
        switch kind {
        case .ed25519:
            return Ed25519.verify(signature, text, publicKey: publicKey)
        case .cosignature:
            guard let cosignature = Cosignature(parsing: signature) else { return false }
            return Ed25519.verify(
                cosignature.signature,
                Cosignature.message(text, at: cosignature.seconds),
                publicKey: publicKey
            )
        }
    }

    private static func keyID(_ name: String, _ kind: Kind, _ publicKey: [UInt8]) -> UInt32 {
        SHA256.hash(Array(name.utf8) + [0x0A, kind.rawValue] + publicKey).bytes.prefix(4)
            .reduce(0) { $0 << 8 | UInt32($1) }
    }
}
