import ExhibitCrypto
import ExhibitProof
import Testing

struct NoteSigningKeyTests {
    @Test func `a key is written as Go's sumdb note writes it, and read back`() throws {
        let key = try CosignatureTests.witnessKey()
        let other = try #require(NoteSigningKey(key.text))
        #expect(key.text.hasPrefix("PRIVATE+KEY+reviewer.example/w1+"))
        #expect(other.text == key.text && other.key.seed == key.key.seed)
        #expect(other.verifier(.cosignature).text == GoldenLog.witness)
    }

    @Test func `what is not exactly a key is refused`() throws {
        let text = try CosignatureTests.witnessKey().text
        for bad in ["", "PRIVATE+KEY+", String(text.dropLast()), text + "\n", text + "=", String(text.dropFirst(12))] {
            #expect(NoteSigningKey(bad) == nil)
        }
        #expect(NoteSigningKey(text.replacing("w1", with: "w2")) == nil, "the id is of another name")
        #expect(NoteSigningKey(GoldenLog.witness) == nil, "a public key is none")
        for name in ["", "a b", "a+b", "a\n"] {
            #expect(NoteSigningKey(name: name, key: Ed25519PrivateKey.generate()) == nil)
        }
    }
}
