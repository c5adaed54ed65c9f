import ExhibitAnchor
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Glibc
import Testing

@Suite struct AnchoringTests {
    /// Somebody who vouches for anything, by a clock of their own.
    private struct Party: AnchorService {
        let name: String
        var time: Timestamp?

        func vouch(for head: SignedHead) async throws(Report) -> Vouched {
            guard let time else { throw Report(.anchorFailed, "nobody is there") }
            let body: JSONObject = [
                "size": .number(JSONNumber(head.size)), "root": .string(head.root.hex),
                "gen_time": .string(time.description),
            ]
            let draft = AnchorDraft(.rfc3161, size: head.size, proof: [1], EntryDraft(.anchorRFC3161, body))
            return Vouched(draft: draft, time: time, signer: name)
        }
    }

    private static let now = Timestamp(milliseconds: 1_795_000_000_000)

    private func anchored(_ parties: [Party]) async throws -> (answers: [AnchorAnswer], entries: [Entry]) {
        let folder = "/tmp/exhibit-anchor-\(Hex.encode(SystemRandom.bytes(8)))"
        defer { unsafe _ = system("rm -rf \(folder)") }
        let environment = Environment(
            variables: ["HOME": folder, "XDG_STATE_HOME": folder + "/state", "USER": "tester"],
            currentFolder: "/",
            now: { Self.now },
            random: SystemRandom.bytes
        )
        let home = Home(path: folder + "/home", source: .flag)
        try RegularFile.makeFolder(folder, mode: 0o700)
        let recorder = try await Recorder(home: home, environment)
        let answers = try await Anchoring(parties, recorder, environment).anchor()
        try await recorder.close()
        let reader = try Reader(home, environment)
        return (answers, try (0..<reader.size()).compactMap { try reader.entry($0) })
    }

    @Test func `each answer becomes an entry, each failure a warning, in the order of the services`() async throws {
        let parties = [
            Party(name: "one", time: Self.now), Party(name: "two"),
            Party(name: "three", time: Self.now.adding(milliseconds: 119_000)),
        ]
        let (answers, entries) = try await anchored(parties)
        #expect(answers.map(\.name) == ["one", "two", "three"])
        let anchors = entries.filter { $0.type == .anchorRFC3161 }
        #expect(answers.map(\.entry) == [anchors[0].seq, nil, anchors[1].seq])
        let warnings = entries.filter { $0.type == .warning && $0.body["code"] == "anchor.failed" }
        #expect(warnings.map { $0.body["message"] } == ["two: nobody is there"])
    }

    @Test(arguments: [(-121_000, "ahead of"), (121_000, "behind")])
    func `a clock that differs by more than two minutes is told`(skew: Int, words: String) async throws {
        let party = Party(name: "one", time: Self.now.adding(milliseconds: Int64(skew)))
        let entries = try await anchored([party]).entries
        let warnings = entries.filter { $0.body["code"] == "clock.skewed" }
        #expect(warnings.count == 1 && warnings.first?.body["message"]?.string?.contains("121 s \(words) one") == true)
        #expect(entries.contains { $0.type == .anchorRFC3161 })
    }

    @Test func `without anybody to ask nothing is written`() async throws {
        let (answers, entries) = try await anchored([])
        #expect(answers.isEmpty && entries.map(\.type) == [.ledgerInit])
    }
}
