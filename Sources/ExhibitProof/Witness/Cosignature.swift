import ExhibitCrypto

/// What stands behind the key's id in a witness's line: when it saw the checkpoint, and its signature over both
/// (C2SP tlog-cosignature, cosignature/v1).
struct Cosignature {
    /// Seconds since 1970-01-01T00:00:00Z.
    let seconds: UInt64
    /// Ed25519, 64 bytes.
    let signature: [UInt8]

    /// Nil unless there are 8 bytes of time and 64 of signature.
    init?(parsing bytes: [UInt8]) {
        guard bytes.count == 72 else { return nil }
        seconds = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        signature = Array(bytes.dropFirst(8))
    }

    static func message(_ text: [UInt8], at seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
    }
}

extension NoteSignature {
    /// A witness's line for a checkpoint's text.
    ///
    /// Zero seconds would mean "no time" to other programs; a name that no note can hold is our bug.
    package static func cosign(_ text: [UInt8], with key: NoteSigningKey, at seconds: UInt64) -> NoteSignature {
        precondition(seconds > 0, "a cosignature has a time")
        let verifier = key.verifier(.cosignature)
        return NoteSignature(
            name: verifier.name,
            keyID: verifier.keyID,
            signature: seconds.bigEndianBytes + key.key.sign(Cosignature.message(text, at: seconds))
        )
    }

    /// When the witness says it saw the checkpoint, in seconds since 1970; nil when this cannot be a cosignature.
    package var cosignedAt: UInt64? { Cosignature(parsing: signature)?.seconds }

    /// Whether `key` made this line for `text`; false for a line of another key.
    package func isMade(by key: VerifierKey, over text: [UInt8]) -> Bool {
        keyID == key.keyID && KeyName.isSame(name, key.name) && key.verify(signature, over: text)
    }
}
