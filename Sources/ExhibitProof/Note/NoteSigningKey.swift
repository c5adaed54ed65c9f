package import ExhibitCrypto
import ExhibitModel

/// A private key with the name that it signs under, in the form that Go's sumdb/note writes:
/// `PRIVATE+KEY+name+id+base64`.
package struct NoteSigningKey: Sendable {
    package let name: String
    package let key: Ed25519PrivateKey

    private static let prefix = "PRIVATE+KEY+"

    /// Nil when notes cannot hold the name.
    package init?(name: String, key: Ed25519PrivateKey) {
        guard KeyName.isValid(name), !name.utf8.isEmpty else { return nil }
        self.name = name
        self.key = key
    }

    /// Nil unless `text` is exactly what ``text`` would write, with an id that belongs to name and key.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.prefix) else { return nil }
        let parts = text.dropFirst(Self.prefix.count).split(
            separator: "+",
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard parts.count == 3, let bytes = Base64.decode(parts[2]), bytes.count == 33,
            bytes[0] == VerifierKey.Kind.ed25519.rawValue, let key = Ed25519PrivateKey(seed: Array(bytes.dropFirst()))
        else { return nil }
        self.init(name: String(parts[0]), key: key)
        guard self.text == text else { return nil }
    }

    /// The whole secret, in one line without its end.
    package var text: String {
        let kind = VerifierKey.Kind.ed25519
        let id = Hex.encode(verifier(kind).keyID.bigEndianBytes)
        return "\(Self.prefix)\(name)+\(id)+\(Base64.encode([kind.rawValue] + key.seed))"
    }

    /// The public half, for one kind of signature.
    package func verifier(_ kind: VerifierKey.Kind) -> VerifierKey {
        VerifierKey(name: name, publicKey: key.publicKey, kind: kind)
    }
}
