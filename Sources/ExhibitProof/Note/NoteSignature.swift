import ExhibitModel

/// One signature line of a note: `— name base64(key id ‖ signature)`.
package struct NoteSignature: Hashable, Sendable {
    package let name: String
    package let keyID: UInt32
    /// What stands behind the key's id; its form depends on the key.
    package let signature: [UInt8]

    private static let dash = "\u{2014} "

    init(name: String, keyID: UInt32, signature: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.signature = signature
    }

    /// Nil unless `line` (without its line feed) is exactly what ``line`` would write.
    package init?(parsing line: some StringProtocol) {
        guard line.hasPrefix(Self.dash) else { return nil }
        let words = line.dropFirst(Self.dash.count).split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, KeyName.isValid(words[0]), let bytes = Base64.decode(words[1]), bytes.count > 4 else {
            return nil
        }
        name = String(words[0])
        keyID = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        signature = Array(bytes.dropFirst(4))
    }

    package var line: String {
        "\(Self.dash)\(name) \(Base64.encode(keyID.bigEndianBytes + signature))"
    }
}
