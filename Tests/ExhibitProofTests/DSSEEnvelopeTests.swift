import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import Testing

struct DSSEEnvelopeTests {
    static let key = P256PrivateKey.generate()

    static func signed(_ payload: String = #"{"_type":"x"}"#) -> DSSEEnvelope {
        var envelope = DSSEEnvelope(payload: Array(payload.utf8))
        envelope.sign(with: key)
        return envelope
    }

    static func read(_ text: String) throws -> DSSEEnvelope { try DSSEEnvelope(parsing: Array(text.utf8)) }

    @Test func `what is signed is the golden encoding, and its golden signature fits`() throws {
        let envelope = DSSEEnvelope(
            payload: Array("hello world".utf8),
            payloadType: "http://example.com/HelloWorld"
        )
        #expect(envelope.pae == Array("DSSEv1 29 http://example.com/HelloWorld 11 hello world".utf8))
        let seed = try #require(Ed25519PrivateKey(seed: Array(0..<32)))
        #expect(
            Base64.encode(seed.sign(envelope.pae))
                == "FDBuhhGZHrQaLnHA+xYDozNBKtORTT3EFhGJXczChh8PCqB471sDESzy2zguMGQOk8D+Ij2hb/eoUkqxc/qgCg=="
        )
    }

    @Test func `lengths count bytes`() {
        let envelope = DSSEEnvelope(payload: Array("猫".utf8), payloadType: "é")
        #expect(envelope.pae == Array("DSSEv1 2 é 3 猫".utf8))
        #expect(DSSEEnvelope(payload: []).pae == Array("DSSEv1 28 application/vnd.in-toto+json 0 ".utf8))
    }

    @Test func `an envelope survives its line, and its signer is found`() throws {
        var envelope = Self.signed()
        let other = P256PrivateKey.generate()
        envelope.sign(with: other)
        #expect(!envelope.line.contains("\n") && !envelope.line.contains(" "))
        let again = try Self.read(envelope.line)
        #expect(again == envelope)
        #expect(try again.verified(by: [other.publicKey, Self.key.publicKey]) == [Self.key, other].map(\.publicKey))
        #expect(try again.verified(by: [other.publicKey]) == [other.publicKey])
    }

    @Test func `no signature of a known key is no signature`() {
        #expect(throws: ProofError.unsigned) { try Self.signed().verified(by: []) }
        #expect(throws: ProofError.unsigned) {
            try Self.signed().verified(by: [P256PrivateKey.generate().publicKey])
        }
    }

    @Test func `another payload or type under a known key spoils the envelope`() throws {
        let keyID = Self.key.publicKey.keyID
        let line = Self.signed("abc").line
        for changed in [
            line.replacing(Base64.encode(Array("abc".utf8)), with: Base64.encode(Array("abd".utf8))),
            line.replacing("in-toto", with: "in-tota"),
        ] {
            let envelope = try Self.read(changed)
            #expect(throws: ProofError.badEnvelopeSignature(keyID: keyID)) {
                try envelope.verified(by: [Self.key.publicKey])
            }
        }
    }

    @Test func `a signature without a key id is tried with every key`() throws {
        let keyID = Self.key.publicKey.keyID
        for bare in [
            Self.signed().line.replacing(#""keyid":"\#(keyID)","#, with: ""),
            Self.signed().line.replacing(keyID, with: ""),
        ] {
            let envelope = try Self.read(bare)
            let other = P256PrivateKey.generate().publicKey
            #expect(try envelope.verified(by: [other, Self.key.publicKey]) == [Self.key.publicKey])
            #expect(throws: ProofError.unsigned) { try envelope.verified(by: [other]) }
        }
    }

    @Test func `members that DSSE does not name, white space and order are free`() throws {
        let envelope = try Self.read(
            """
            { "signatures": [ {"cert": "x", "sig": "AA==", "keyid": "k"} ], "extra": 1.5,
              "payloadType": "t", "payload": "" }
            """
        )
        #expect(envelope.payload.isEmpty && envelope.payloadType == "t")
        #expect(envelope.line == #"{"payload":"","payloadType":"t","signatures":[{"keyid":"k","sig":"AA=="}]}"#)
    }

    @Test(arguments: [
        "", "[]", "null", "{}",
        #"{"payload":"","payloadType":"t","signatures":[]}"#,
        #"{"payload":"","payloadType":"t","signatures":[{"keyid":"k"}]}"#,
        #"{"payload":"","payloadType":"t","signatures":[{"keyid":"k","sig":""}]}"#,
        #"{"payload":"","payloadType":"t","signatures":[{"keyid":1,"sig":"AA=="}]}"#,
        #"{"payload":"","payloadType":"t","signatures":[{"keyid":null,"sig":"AA=="}]}"#,
        #"{"payload":"","payloadType":"","signatures":[{"keyid":"k","sig":"AA=="}]}"#,
        #"{"payload":"AB","payloadType":"t","signatures":[{"keyid":"k","sig":"AA=="}]}"#,
        #"{"payload":"_-__","payloadType":"t","signatures":[{"keyid":"k","sig":"AA=="}]}"#,
        #"{"payload":"AB==","payloadType":"t","signatures":[{"keyid":"k","sig":"AA=="}]}"#,
        #"{"payload":"","payload":"","payloadType":"t","signatures":[{"keyid":"k","sig":"AA=="}]}"#,
        #"{"payload":"","payloadType":"t","signatures":[{"keyid":"k","sig":"AA=="}]}x"#,
    ])
    func `what is no envelope is refused`(text: String) {
        #expect(throws: ProofError.self) { try Self.read(text) }
    }

    @Test func `size and signatures have a limit`() {
        let signatures = [String](repeating: #"{"sig":"AA=="}"#, count: 17).joined(separator: ",")
        #expect(throws: ProofError.malformedEnvelope("it has more than 16 signatures")) {
            try Self.read(#"{"payload":"","payloadType":"t","signatures":[\#(signatures)]}"#)
        }
        #expect(throws: ProofError.malformedEnvelope("it has more than 1048576 bytes")) {
            try DSSEEnvelope(parsing: [UInt8](repeating: 0x20, count: 1_048_577))
        }
    }
}
