import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import Testing

struct SignedNoteTests {
    private static let line = "\u{2014} a.example/log AAAAAAA="
    private let key = Ed25519PrivateKey.generate()
    private var verifier: VerifierKey { VerifierKey(name: "a.example/log", publicKey: key.publicKey) }

    private func parse(_ text: String) throws(ProofError) -> SignedNote {
        try SignedNote(parsing: Array(text.utf8))
    }

    @Test(arguments: [
        ("", "no blank line ends the text"),
        ("\n", "no blank line ends the text"),
        ("text\n\(line)\n", "no blank line ends the text"),
        ("text", "no blank line ends the text"),
        ("text\n\n", "it does not end in a line of a signature"),
        ("text\n\n\(line)", "it does not end in a line of a signature"),
        ("text\n\n\(line)\n\n", "it does not end in a line of a signature"),
        ("text\n\n\(line)\n\n\n", "it does not end in a line of a signature"),
        ("text\n\nmore\n", "signature line 1 is none"),
        ("text\n\n\(line)\nmore\n", "signature line 2 is none"),
        ("text\n\n - a.example/log AAAAAAA=\n", "signature line 1 is none"),
        ("text\n\n- a.example/log AAAAAAA=\n", "signature line 1 is none"),
        ("text\n\n\u{2013} a.example/log AAAAAAA=\n", "signature line 1 is none"),
        ("text\n\n\u{2014}a.example/log AAAAAAA=\n", "signature line 1 is none"),
        ("text\n\n\u{2014}  a.example/log AAAAAAA=\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a.example/log  AAAAAAA=\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a.example/log AAAAAAA= \n", "signature line 1 is none"),
        ("text\n\n\u{2014} a.example/log AAAAAAA= x\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a.example/log\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a.example/log \n", "signature line 1 is none"),
        ("text\n\n\u{2014} AAAAAAA=\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a+b AAAAAAA=\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a\u{a0}b AAAAAAA=\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a.example/log AAAAAA==\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a.example/log AAAAAAA\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a.example/log AAAAAAB=\n", "signature line 1 is none"),
        ("text\n\n\u{2014} a.example/log AAAAA-A=\n", "signature line 1 is none"),
        ("te\txt\n\n\(line)\n", "it has control characters"),
        ("text\r\n\r\n\(line)\r\n", "it has control characters"),
        ("te\0xt\n\n\(line)\n", "it has control characters"),
    ])
    func `a malformed note is refused`(text: String, reason: String) {
        #expect(throws: ProofError.malformedNote(reason)) { try parse(text) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        for bad in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]] as [[UInt8]] {
            #expect(throws: ProofError.malformedNote("it is not UTF-8")) {
                try SignedNote(parsing: bad + Array("\n\n\(Self.line)\n".utf8))
            }
        }
    }

    @Test func `a note beyond a mebibyte is refused`() throws {
        let text = String(repeating: "x", count: (1 << 20) - Self.line.utf8.count - 3)
        #expect(try parse("\(text)\n\n\(Self.line)\n").bytes.count == 1 << 20)
        #expect(throws: ProofError.malformedNote("it has more than 1048576 bytes")) {
            try parse("x\(text)\n\n\(Self.line)\n")
        }
    }

    @Test func `the text ends at the last blank line`() throws {
        let note = try parse("one\n\n\(Self.line)\n\n\(Self.line)\n")
        #expect(String(decoding: note.text, as: UTF8.self) == "one\n\n\(Self.line)\n")
        #expect(note.signatures.count == 1)
        #expect(try parse("\n\n\(Self.line)\n").text == [10])
    }

    @Test func `a note is signed, read back and verified`() throws {
        let text = Array("a\n\nb é\n".utf8)
        let note = SignedNote.sign(text, name: "a.example/log", key: key)
        #expect(try SignedNote(parsing: note.bytes) == note)
        #expect(note.text == text)
        #expect(try note.verified(by: [verifier]) == [verifier])
    }

    @Test func `a hundred signature lines are read, one more is refused`() throws {
        let known = SignedNote.sign(Array("text\n".utf8), name: "a.example/log", key: key)
        for others in [15, 16, 99] {
            let lines = String(repeating: "\(Self.line)\n", count: others)
            let bytes = Array("text\n\n\(lines)".utf8) + known.bytes.dropFirst("text\n\n".utf8.count)
            let note = try SignedNote(parsing: bytes)
            #expect(note.signatures.count == others + 1)
            #expect(note.bytes == bytes)
            #expect(try note.verified(by: [verifier]) == [verifier])
        }
        #expect(throws: ProofError.malformedNote("it has more than 100 signatures")) {
            try parse("text\n\n" + String(repeating: "\(Self.line)\n", count: 101))
        }
    }

    @Test func `lines of unknown keys are passed over, but alone they are not enough`() throws {
        let note = SignedNote.sign(Array("text\n".utf8), name: "a.example/log", key: key)
        let namesake = VerifierKey(name: "a.example/log", publicKey: Ed25519PrivateKey.generate().publicKey)
        #expect(throws: ProofError.unsigned) { try note.verified(by: []) }
        #expect(throws: ProofError.unsigned) { try note.verified(by: [namesake]) }
        #expect(try note.verified(by: [namesake, verifier]) == [verifier])
    }

    @Test func `one wrong line of a known key spoils the note, before or after the right one`() throws {
        let text = "text\n"
        let right = String(
            decoding: SignedNote.sign(Array(text.utf8), name: "a.example/log", key: key).bytes,
            as: UTF8.self
        )
        .dropFirst(6)
        let wrong = String(decoding: SignedNote.sign([120, 10], name: "a.example/log", key: key).bytes, as: UTF8.self)
            .dropFirst(3)
        #expect(try parse("\(text)\n\(right)\(right)").verified(by: [verifier]) == [verifier])
        for lines in ["\(wrong)", "\(right)\(wrong)", "\(wrong)\(right)"] {
            let note = try parse("\(text)\n\(lines)")
            #expect(throws: ProofError.badSignature(key: "a.example/log")) { try note.verified(by: [verifier]) }
        }
    }

    @Test func `names that only look alike are two names`() throws {
        let composed = VerifierKey(name: "caf\u{e9}", publicKey: key.publicKey)
        let note = SignedNote.sign(Array("text\n".utf8), name: "cafe\u{301}", key: key)
        #expect(throws: ProofError.unsigned) { try note.verified(by: [composed]) }
    }

    @Test(arguments: 0..<8)
    func `whatever is accepted is written again byte for byte`(bit: Int) throws {
        let bytes = try GoldenLog.file("checkpoint")
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(bit)
            if let note = try? SignedNote(parsing: changed) {  // a refusal is as good
                #expect(note.bytes == changed)
            }
        }
    }
}
