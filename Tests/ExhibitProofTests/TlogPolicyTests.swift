import ExhibitCrypto
import ExhibitModel
import ExhibitProof
import Testing

struct TlogPolicyTests {
    private static let origin = "ledger.example/prod-01"
    private let logKey = Ed25519PrivateKey.generate()
    private let witnesses = (1...6).compactMap { number in
        NoteSigningKey(name: "w\(number).example", key: Ed25519PrivateKey.generate())
    }
    private var log: VerifierKey { VerifierKey(name: Self.origin, publicKey: logKey.publicKey) }

    private func policy(_ text: String) throws(TlogPolicyError) -> TlogPolicy {
        try TlogPolicy(parsing: Array(text.utf8))
    }

    /// The example of the specification: two of X, one of Y.
    private var example: String {
        func lines(_ letter: String, _ numbers: Range<Int>) -> String {
            numbers.enumerated().map { place, number in
                "witness \(letter)\(place + 1) \(witnesses[number].verifier(.cosignature).text)\n"
            }.joined()
        }
        return """
            # who has to sign
            log \(log.text) https://log.example/

            \(lines("X", 0..<3))
            group X-witnesses 2 X1 X2 X3
            \(lines("Y", 3..<6))
              \tgroup Y-witnesses any Y1 Y2 Y3
            group X-and-Y all X-witnesses Y-witnesses
            quorum X-and-Y

            """
    }

    private func note(cosignedBy numbers: [Int]) -> SignedNote {
        let body = Checkpoint(origin: Self.origin, size: 0, root: MerkleTree.emptyRoot).body
        return SignedNote.sign(body, name: Self.origin, key: logKey)
            .adding(numbers.map { NoteSignature.cosign(body, with: witnesses[$0], at: 1_793_491_200) })
    }

    @Test(arguments: [
        ([], false), ([0, 1], false), ([3], false), ([0, 3], false), ([3, 4, 5], false), ([0, 1, 3], true),
        ([1, 2, 5], true), ([0, 1, 2, 3, 4, 5], true), ([0, 0, 3], false),
    ])
    func `the specification's example counts witnesses`(numbers: [Int], accepted: Bool) throws {
        let judgement = try policy(example).judge(note(cosignedBy: numbers), logs: [])
        #expect(judgement.isAccepted == accepted)
        #expect(judgement.log == log)
        #expect(judgement.witnesses.count == Set(numbers).count)
    }

    @Test func `the golden checkpoint meets a policy of its witness`() throws {
        let note = try SignedNote(parsing: GoldenLog.file("checkpoint"))
        let log = try GoldenLog.shared.get().vkey
        let text = "log \(log)\nwitness w \(GoldenLog.witness)\nquorum w\n"
        #expect(try policy(text).judge(note, logs: []).isAccepted)
        let other = "log \(log)\nwitness w \(witnesses[0].verifier(.cosignature).text)\nquorum w\n"
        #expect(try !policy(other).judge(note, logs: []).isAccepted)
    }

    @Test func `a log that is not listed is not believed, whoever cosigned`() throws {
        let other = VerifierKey(name: Self.origin, publicKey: Ed25519PrivateKey.generate().publicKey)
        let note = note(cosignedBy: [0])
        let found = try policy("log \(other.text)\nquorum none\n").judge(note, logs: [log])
        #expect(!found.isAccepted && found.log == nil)
        #expect(try policy("quorum none\n").judge(note, logs: [log]).isAccepted, "no list: the known log will do")
        #expect(try !policy("quorum none\n").judge(note, logs: []).isAccepted)
    }

    @Test func `a wrong line of a listed witness spoils the note`() throws {
        let body = Checkpoint(origin: Self.origin, size: 1, root: MerkleTree.emptyRoot).body
        let wrong = NoteSignature.cosign(body, with: witnesses[0], at: 1_793_491_200)
        let text = "witness w \(witnesses[0].verifier(.cosignature).text)\nquorum none\n"
        #expect(throws: ProofError.badSignature(key: "w1.example")) {
            try policy(text).judge(note(cosignedBy: []).adding([wrong]), logs: [log])
        }
    }

    @Test func `names are octets`() throws {
        let key = witnesses[0].verifier(.cosignature).text
        let composed = Array("witness caf\u{e9} \(key)\n".utf8)
        #expect(try TlogPolicy(parsing: composed + Array("quorum caf\u{e9}\n".utf8)).witnesses.count == 1)
        #expect(throws: TlogPolicyError.self) { try TlogPolicy(parsing: composed + Array("quorum cafe\u{301}\n".utf8)) }
        let raw = Array("witness ".utf8) + [0xFF] + Array(" \(key)\nquorum ".utf8) + [0xFF, 0x0A]
        #expect(try TlogPolicy(parsing: raw).witnesses.count == 1)
    }

    @Test func `what is wrong is told with its line`() throws {
        let (one, two) = (witnesses[0].verifier(.cosignature).text, witnesses[1].verifier(.cosignature).text)
        let again = VerifierKey(name: "other", publicKey: witnesses[0].key.publicKey, kind: .cosignature).text
        let cases: [(String, Int, String)] = [
            ("", 0, "has no quorum line"),
            ("# nothing\n", 0, "has no quorum line"),
            ("logs \(log.text)\n", 1, "begins with logs, not with log, witness, group or quorum"),
            ("log\n", 1, "is not: log VKEY [URL]"),
            ("log \(log.text) u u\n", 1, "is not: log VKEY [URL]"),
            ("log none\n", 1, "has no verifier key where one belongs"),
            ("log \(one)\n", 1, "has a key that is not of a log's kind"),
            ("log \(log.text)\n\nlog \(log.text)\n", 3, "names a log's key again"),
            ("witness w\n", 1, "is not: witness NAME VKEY [URL]"),
            ("witness w \(log.text)\n", 1, "has a key that is not of a witness's kind"),
            ("witness w \(one)\nwitness v \(again)\n", 2, "names a witness's key again"),
            ("witness w \(one)\nwitness w \(two)\n", 2, "defines w again"),
            ("witness none \(one)\n", 1, "defines none, which has a meaning of its own"),
            ("witness w \(one)\ngroup w any w\n", 2, "defines w again"),
            ("witness w \(one)\ngroup g any\n", 2, "is not: group NAME all|any|K NAME…"),
            ("witness w \(one)\ngroup g 0 w\n", 2, "asks for 0 of 1 members"),
            ("witness w \(one)\ngroup g 2 w\n", 2, "asks for 2 of 1 members"),
            ("witness w \(one)\ngroup g 01 w\n", 2, "asks for 01 of 1 members"),
            ("witness w \(one)\ngroup g some w\n", 2, "asks for some of 1 members"),
            ("group g any w\nwitness w \(one)\n", 1, "names w, which no line before it defines"),
            ("witness w \(one)\ngroup g any w w\n", 2, "names w, which is a member already"),
            ("witness w \(one)\ngroup g any w\ngroup h any w\n", 3, "names w, which is a member already"),
            ("group g any none\n", 1, "names none, which no line before it defines"),
            ("quorum w\n", 1, "names w, which no line before it defines"),
            ("quorum none\nquorum none\n", 2, "is a second quorum"),
            ("quorum none none\n", 1, "is not: quorum NAME|none"),
            ("quorum none\r\n", 1, "has a control character"),
            ("# \u{7f}\nquorum none\n", 1, "has a control character"),
        ]
        for (text, line, reason) in cases {
            #expect(throws: TlogPolicyError(line: line, reason: reason), "\(text)") { try policy(text) }
        }
    }

    @Test func `a hundred of each are read`() throws {
        let keys = (1...100).map { number in
            let key = Ed25519PrivateKey.generate()
            return VerifierKey(name: "w\(number)", publicKey: key.publicKey, kind: .cosignature).text
        }
        let lines = keys.enumerated().map { "witness w\($0) \($1)\ngroup g\($0) all w\($0)\n" }.joined()
        let all = keys.indices.map { "g\($0)" }.joined(separator: " ")
        #expect(try policy("\(lines)group all 51 \(all)\nquorum all\n").witnesses.count == 100)
    }
}
