import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import Testing

struct CosignatureTests {
    private static let time: UInt64 = 1_793_491_200
    /// The golden log's at size 3 (evidence.md §1.4).
    private static let line =
        "\u{2014} reviewer.example/w1 Aot5XgAAAABq5oEAX7HzgqvA77G0OLOgAW6Z8kW7UGGBdAnRi8tDLSNWpduxqaXaqz60Nxs/xnV+ihcWJEpUGV18EoQF//meVKSSCA=="

    static func witnessKey() throws -> NoteSigningKey {
        let key = try #require(Ed25519PrivateKey(seed: Array(32..<64)))
        return try #require(NoteSigningKey(name: "reviewer.example/w1", key: key))
    }

    private func body(_ size: Int) throws -> [UInt8] {
        let roots = try GoldenLog.shared.get().roots
        return Checkpoint(origin: "ledger.example/prod-01", size: Int64(size), root: roots[size]).body
    }

    @Test func `the golden witness's line is made again byte for byte`() throws {
        let signature = try NoteSignature.cosign(body(3), with: Self.witnessKey(), at: Self.time)
        #expect(signature.line == Self.line)
        #expect(signature.cosignedAt == Self.time)
        #expect(NoteSignature(parsing: Self.line) == signature)
    }

    @Test func `the golden checkpoint is verified by log and witness, and cosigned again`() throws {
        let note = try SignedNote(parsing: GoldenLog.file("checkpoint"))
        let log = try #require(VerifierKey(GoldenLog.shared.get().vkey))
        let witness = try #require(VerifierKey(GoldenLog.witness))
        #expect(try note.verified(by: [log, witness]) == [log, witness])
        let own = try NoteSignature.cosign(note.text, with: Self.witnessKey(), at: Self.time)
        #expect(note.signatures.last == own)
        #expect(note.adding([own]) == note, "a line is there once")
        let later = try NoteSignature.cosign(note.text, with: Self.witnessKey(), at: Self.time + 1)
        #expect(try note.adding([later]).verified(by: [witness]) == [witness])
    }

    @Test func `the time is signed`() throws {
        let witness = try Self.witnessKey().verifier(.cosignature)
        let good = try NoteSignature.cosign(body(3), with: Self.witnessKey(), at: Self.time)
        #expect(try good.isMade(by: witness, over: body(3)))
        #expect(try !good.isMade(by: witness, over: body(5)))
        for place in [0, 7, 8, 71] {
            var bytes = good.keyBytes + good.signature
            bytes[place + 4] ^= 1
            let changed = try #require(NoteSignature(parsing: "\u{2014} \(good.name) \(Base64.encode(bytes))"))
            #expect(try !changed.isMade(by: witness, over: body(3)), "byte \(place)")
        }
        let short = try #require(NoteSignature(parsing: "\u{2014} \(good.name) \(Base64.encode(good.keyBytes + [1]))"))
        #expect(short.cosignedAt == nil)
        #expect(try !short.isMade(by: witness, over: body(3)))
    }

    @Test func `a plain signature under the witness's name is not a cosignature`() throws {
        let key = try Self.witnessKey()
        let plain = try SignedNote.sign(body(3), name: key.name, key: key.key)
        #expect(throws: ProofError.unsigned) { try plain.verified(by: [key.verifier(.cosignature)]) }
        #expect(try plain.verified(by: [key.verifier(.ed25519)]) == [key.verifier(.ed25519)])
    }
}

extension NoteSignature {
    fileprivate var keyBytes: [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: keyID >> UInt32($0)) }
    }
}
