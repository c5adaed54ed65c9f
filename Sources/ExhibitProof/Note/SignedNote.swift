package import ExhibitCrypto

/// A text and who signed it (C2SP signed-note).
package struct SignedNote: Hashable, Sendable {
    /// What is signed: UTF-8 without control characters other than line feeds, ending in one.
    package let text: [UInt8]
    /// At least one, in the order of the note.
    package let signatures: [NoteSignature]

    /// More lines than any log with its witnesses has.
    package static let signatureLimit = 100
    static let sizeLimit = 1 << 20

    private init(text: [UInt8], signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// A checkpoint with signatures that were made before; none at all is our bug.
    package init(_ checkpoint: Checkpoint, signatures: [NoteSignature]) {
        precondition((1...Self.signatureLimit).contains(signatures.count), "a note has signatures")
        self.init(text: checkpoint.body, signatures: signatures)
    }

    /// Strict: what is accepted is byte for byte what ``bytes`` writes again.
    package init(parsing bytes: [UInt8]) throws(ProofError) {
        guard bytes.count <= Self.sizeLimit else { throw .malformedNote("it has more than \(Self.sizeLimit) bytes") }
        if let fault = Self.characterFault(bytes) { throw .malformedNote(fault) }
        guard let blank = Self.lastBlankLine(bytes) else { throw .malformedNote("no blank line ends the text") }
        let lines = bytes[(blank + 1)...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count > 1, lines.last?.isEmpty == true else {
            throw .malformedNote("it does not end in a line of a signature")
        }
        guard lines.count - 1 <= Self.signatureLimit else {
            throw .malformedNote("it has more than \(Self.signatureLimit) signatures")
        }
        var signatures: [NoteSignature] = []
        for (index, line) in lines.dropLast().enumerated() {
            guard let signature = NoteSignature(parsing: String(decoding: line, as: UTF8.self)) else {
                throw .malformedNote("signature line \(index + 1) is none")
            }
            signatures.append(signature)
        }
        self.init(text: Array(bytes[..<blank]), signatures: signatures)
    }

    package var bytes: [UInt8] {
        text + Array(("\n" + signatures.map { $0.line + "\n" }.joined()).utf8)
    }

    /// A note with one signature.
    ///
    /// A text or name that no note can hold is our bug.
    package static func sign(_ text: [UInt8], name: String, key: Ed25519PrivateKey) -> SignedNote {
        precondition(text.last == UInt8(ascii: "\n"), "a note's text ends in a line feed")
        precondition(characterFault(text) == nil, "a note's text is UTF-8 without control characters")
        let keyID = VerifierKey(name: name, publicKey: key.publicKey).keyID
        let signature = NoteSignature(name: name, keyID: keyID, signature: key.sign(text))
        return SignedNote(text: text, signatures: [signature])
    }

    /// The same note with more signatures; a line that is there already is not added again.
    ///
    /// More than ``signatureLimit`` lines are our bug.
    package func adding(_ more: [NoteSignature]) -> SignedNote {
        var all = signatures
        for signature in more where !all.contains(signature) { all.append(signature) }
        precondition(all.count <= Self.signatureLimit, "a note has room for its signatures")
        return SignedNote(text: text, signatures: all)
    }

    /// The keys whose signatures are here and right, each once, in the order of the note.
    ///
    /// Lines of other keys are passed over, but a wrong line under the name and id of one of `keys` spoils the note,
    /// and so does having no line of any.
    package func verified(by keys: [VerifierKey]) throws(ProofError) -> [VerifierKey] {
        var found: [VerifierKey] = []
        for signature in signatures {
            let known = keys.filter { $0.keyID == signature.keyID && KeyName.isSame($0.name, signature.name) }
            guard !known.isEmpty else { continue }
            guard let key = known.first(where: { $0.verify(signature.signature, over: text) }) else {
                throw .badSignature(key: signature.name)
            }
            if !found.contains(key) { found.append(key) }
        }
        guard !found.isEmpty else { throw .unsigned }
        return found
    }

    private static func characterFault(_ bytes: [UInt8]) -> String? {
        guard bytes.allSatisfy({ $0 >= 32 || $0 == UInt8(ascii: "\n") }) else { return "it has control characters" }
        return String(validating: bytes, as: UTF8.self) == nil ? "it is not UTF-8" : nil
    }

    /// Where the second of the last two line feeds in a row stands: the signatures follow it.
    private static func lastBlankLine(_ bytes: [UInt8]) -> Int? {
        let feed = UInt8(ascii: "\n")
        return bytes.indices.dropFirst().last { bytes[$0] == feed && bytes[$0 - 1] == feed }
    }
}
