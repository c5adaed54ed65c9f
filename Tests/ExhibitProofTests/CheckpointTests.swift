import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import Glibc
import Testing

struct CheckpointTests {
    private static let root3 = "pX5TYx35/gGejootZC2K4uzp5rv32XgepW0VEuFMmKk="

    @Test func `the golden log of three entries is signed as published`() throws {
        let root = try #require(digest(Self.root3))
        let checkpoint = Checkpoint(origin: "ledger.example/prod-01", size: 3, root: root)
        let key = try #require(Ed25519PrivateKey(seed: GoldenLog.logSeed))
        let note = SignedNote.sign(checkpoint.body, name: checkpoint.origin, key: key)
        #expect(
            String(decoding: note.bytes, as: UTF8.self)
                == """
                ledger.example/prod-01
                3
                \(Self.root3)

                \u{2014} ledger.example/prod-01 \
                zPm9TubKz3PclUhZfs6r4LlgMZY7eSKJQc5KF3dwANhsdYSGySfHLgWBXOXgYDsswZzW/WjIeMLvZUHzSXavp1ENCw4=

                """
        )
        let witnessed =
            note.bytes
            + Array(
                ("\u{2014} reviewer.example/w1 Aot5XgAAAABq5oEAX7HzgqvA77G0OLOgAW6Z8kW7UGGBdAnRi8tDLSNWpduxqaXaqz60Nxs/"
                    + "xnV+ihcWJEpUGV18EoQF//meVKSSCA==\n").utf8
            )
        let keys = try [GoldenLog.shared.get().vkey, GoldenLog.witness].map { try #require(VerifierKey($0)) }
        #expect(try SignedNote(parsing: witnessed).verified(by: keys) == keys)
        #expect(try SignedNote(parsing: witnessed).checkpoint(verifiedBy: keys) == checkpoint)
    }

    @Test func `the published checkpoint verifies under log and witness, and is written as it was`() throws {
        let bytes = try GoldenLog.file("checkpoint")
        let golden = try GoldenLog.shared.get()
        let keys = try [golden.vkey, GoldenLog.witness].map { try #require(VerifierKey($0)) }
        let note = try SignedNote(parsing: bytes)
        #expect(note.bytes == bytes)
        #expect(try note.verified(by: keys) == keys)
        let checkpoint = try note.checkpoint(verifiedBy: keys)
        #expect(checkpoint == Checkpoint(origin: "ledger.example/prod-01", size: 300, root: golden.roots[300]))
        #expect(checkpoint.body == note.text)
    }

    @Test func `a witness alone does not make it the log's`() throws {
        let note = try SignedNote(parsing: GoldenLog.file("checkpoint"))
        let witness = try #require(VerifierKey(GoldenLog.witness))
        #expect(try note.verified(by: [witness]) == [witness])
        #expect(throws: ProofError.notSignedByLog(origin: "ledger.example/prod-01")) {
            try note.checkpoint(verifiedBy: [witness])
        }
    }

    @Test func `the key of another log cannot sign for this one`() throws {
        let checkpoint = Checkpoint(origin: "a.example/log", size: 0, root: MerkleTree.emptyRoot)
        let key = Ed25519PrivateKey.generate()
        let note = SignedNote.sign(checkpoint.body, name: "b.example/log", key: key)
        #expect(throws: ProofError.notSignedByLog(origin: "a.example/log")) {
            try note.checkpoint(verifiedBy: [VerifierKey(name: "b.example/log", publicKey: key.publicKey)])
        }
    }

    @Test func `no bit of the text or of the log's line may change`() throws {
        let bytes = try GoldenLog.file("checkpoint")
        let keys = try [GoldenLog.shared.get().vkey, GoldenLog.witness].map { try #require(VerifierKey($0)) }
        let lines = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
        let endOfLogLine = try #require(lines.dropLast().last)
        for bit in 0..<endOfLogLine * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: ProofError.self) { try SignedNote(parsing: changed).checkpoint(verifiedBy: keys) }
        }
    }

    @Test(arguments: [
        ("", "it has not three lines"),
        ("a\n1\n\(root3)", "it has not three lines"),
        ("a\n1\n\(root3)\n\n", "it has not three lines"),
        ("a\n1\n\(root3)\nextension\n", "it has not three lines"),
        ("\n1\n\(root3)\n", "its first line is not a log's name"),
        ("a b\n1\n\(root3)\n", "its first line is not a log's name"),
        ("a+b\n1\n\(root3)\n", "its first line is not a log's name"),
        ("a\u{2003}b\n1\n\(root3)\n", "its first line is not a log's name"),
        ("a\n\n\(root3)\n", "its second line is not a size"),
        ("a\n-1\n\(root3)\n", "its second line is not a size"),
        ("a\n+1\n\(root3)\n", "its second line is not a size"),
        ("a\n01\n\(root3)\n", "its second line is not a size"),
        ("a\n1 \n\(root3)\n", "its second line is not a size"),
        ("a\n\u{0661}\n\(root3)\n", "its second line is not a size"),
        ("a\n9223372036854775808\n\(root3)\n", "its second line is not a size"),
        ("a\n1\n\n", "its third line is not a root"),
        ("a\n1\nAAAA\n", "its third line is not a root"),
        ("a\n1\npX5TYx35/gGejootZC2K4uzp5rv32XgepW0VEuFMmKk\n", "its third line is not a root"),
        ("a\n1\npX5TYx35/gGejootZC2K4uzp5rv32XgepW0VEuFMmKl=\n", "its third line is not a root"),
    ])
    func `what is not exactly a checkpoint is refused`(body: String, reason: String) {
        #expect(throws: ProofError.malformedCheckpoint(reason)) { try Checkpoint(parsing: Array(body.utf8)) }
    }

    @Test func `openssl accepts the log's signature with nothing but a shell`() throws {
        let folder = P_tmpdir + "/exhibit-proof-test-" + Hex.encode(SystemRandom.bytes(8))
        try RegularFile.makeFolder(folder, mode: 0o700)
        defer {
            for name in RegularFile.names(in: folder) { unsafe unlink("\(folder)/\(name)") }
            unsafe rmdir(folder)
        }
        let note = try SignedNote(parsing: GoldenLog.file("checkpoint"))
        let key = try #require(VerifierKey(try GoldenLog.shared.get().vkey))
        let files = [
            ("key.pem", Array(Ed25519.publicKeyPEM(key.publicKey).utf8)), ("body", note.text),
            ("signature", try #require(note.signatures.first).signature), ("other", note.text + [10]),
        ]
        for (name, bytes) in files {
            try RegularFile.write(bytes, toNew: "\(folder)/\(name)", mode: 0o600, durable: false)
        }
        let verify = "cd \(folder) && openssl pkeyutl -verify -pubin -inkey key.pem -rawin -sigfile signature -in"
        #expect(unsafe system("\(verify) body >/dev/null 2>&1") == 0)
        #expect(unsafe system("\(verify) other >/dev/null 2>&1") != 0)
    }
}
