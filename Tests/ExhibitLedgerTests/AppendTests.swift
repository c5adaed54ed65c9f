import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitProof
import ExhibitRecord
import Synchronization
import Testing

@testable import ExhibitLedger

@Suite struct AppendTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    @Test func `a ledger begins with itself, then the session`() async throws {
        let recorder = try await sample.recorder()
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])]))
        try await recorder.close()
        let entries = try sample.entries()
        #expect(entries.map(\.type) == [.ledgerInit, .sessionOpen, .warning, .sessionClose])
        #expect(entries.map(\.seq) == [0, 1, 2, 3])
        #expect(entries.map(\.session) == [nil, 1, 1, 1])
        #expect(entries[3].body["entries"] == 3)
        #expect(entries[3].body["counts"] == ["session.open": 1, "warning": 1])
        let text = try entries.map { String(decoding: try $0.canonical(), as: UTF8.self) }.joined()
        #expect(!text.contains("tester"))
    }

    @Test func `the stored tree is the tree of all leaves, at every size up to 70`() async throws {
        let recorder = try await sample.recorder()
        var leaves: [Digest] = []
        for size in 1...70 {
            try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b", "n": .int(size)])]))
            let reader = try sample.reader()
            leaves = try (0..<reader.size()).map { MerkleTree.leaf(try #require(try reader.entry($0)).canonical()) }
            #expect(reader.root(Int64(leaves.count)) == Self.root(leaves[...]))
        }
        let nodes = try sample.stranger().integer("SELECT count(*) FROM node")
        // Every leaf, and every node whose leaves are all there.
        #expect(nodes == Int64((0..<7).map { leaves.count >> $0 }.reduce(0, +)))
    }

    /// RFC 6962 as it is written: split at the largest power of two below the size.
    private static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1 else { return leaves.first ?? MerkleTree.emptyRoot }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return MerkleTree.node(root(leaves.prefix(split)), root(leaves.dropFirst(split)))
    }

    @Test func `checkpoints verify under the ledger's key, and stand in both logs`() async throws {
        let recorder = try await sample.recorder()
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])]))
        try await recorder.checkpoint()
        try await recorder.checkpoint()
        try await recorder.close()
        let heads = Heads(home: sample.home, ledger: recorder.identity.ledger, sample.environment).read()
        #expect(heads.missing == [] && heads.unreadable == [])
        #expect(heads.heads.map(\.size).sorted() == [3, 3, 4, 4])
        let reader = try sample.reader()
        for head in heads.heads {
            let note = try SignedNote(parsing: Array(head.note.utf8))
            #expect(try note.verified(by: [reader.identity.vkey]) == [reader.identity.vkey])
            let checkpoint = try Checkpoint(parsing: note.text)
            #expect(checkpoint.origin == reader.identity.origin)
            #expect(checkpoint.size == head.size && checkpoint.root == reader.root(head.size))
        }
    }

    @Test(arguments: [
        "UPDATE entry SET bytes = x'00' WHERE seq = 0", "DELETE FROM entry", "UPDATE node SET hash = zeroblob(32)",
        "DELETE FROM node", "DELETE FROM checkpoint", "UPDATE checkpoint SET note = ''",
    ])
    func `what is written is not changed by accident`(statement: String) async throws {
        let recorder = try await sample.recorder()
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])]))
        try await recorder.close()
        let db = try sample.stranger()
        #expect {
            try db.execute(statement)
        } throws: { error in
            (error as? SQLiteError)?.message == "append-only"
        }
    }

    @Test func `the schema cannot be written as a table`() async throws {
        _ = try await sample.recorder()
        let db = try sample.stranger()
        #expect(throws: SQLiteError.self) {
            try db.execute("PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = '' WHERE name = 'entry_ro_u'")
        }
    }

    @Test(arguments: [(0, true), (1, true), (8191, true), (8192, true), (8193, false), (100_000, false)])
    func `bytes up to 8 KiB stand in the database, longer ones in a file`(count: Int, isInline: Bool) async throws {
        let recorder = try await sample.recorder()
        let blob = StagedBlob((0..<count).map { UInt8(truncatingIfNeeded: $0) }, media: "text/plain")
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])], blobs: [blob, blob]))
        #expect(recorder.store.has(blob.sha256) == !isInline)
        #expect(try await recorder.hasBlob(blob.sha256))
        let bytes = await recorder.blob(blob.sha256.hex)
        #expect(bytes.map { SHA256.hash($0) } == blob.sha256)
        if !isInline { #expect(RegularFile.facts(recorder.store.path(blob.sha256))?.mode == 0o400) }
    }

    @Test func `a finished file is taken over, and taking it twice is no loss`() async throws {
        let recorder = try await sample.recorder()
        let folder = try recorder.store.makeTemporary("R.1")
        let bytes = [UInt8](repeating: 3, count: 9000)
        try RegularFile.write(bytes, toNew: folder + "/a", mode: 0o600, durable: true)
        let digest = SHA256.hash(bytes)
        let blob = StagedBlob(sha256: digest, bytes: 9000, media: nil, content: .file(path: folder + "/a"))
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])], blobs: [blob]))
        #expect(RegularFile.names(in: folder) == [])
        let again = StagedBlob(
            sha256: digest,
            bytes: 9000,
            media: nil,
            content: .file(path: recorder.store.path(digest))
        )
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])], blobs: [again]))
        #expect(try RegularFile.read(recorder.store.path(digest)) == bytes)
    }

    @Test func `a commitment opens to its value, and to nothing when that is erased`() async throws {
        let recorder = try await sample.recorder()
        let salt = [UInt8](repeating: 7, count: 16)
        let value = PrivateValue(text: "A cat", commit: Commitment.hex(salt: salt, value: "A cat"), salt: salt)
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])], values: [value]))
        #expect(await recorder.privateValue(value.commit) == "A cat")
        #expect(try sample.reader().privateValue(value.commit) == "A cat")
        try sample.stranger().execute("DELETE FROM secret_value")
        #expect(await recorder.privateValue(value.commit) == nil)
    }

    @Test func `an append that cannot be made leaves nothing`() async throws {
        let recorder = try await sample.recorder()
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])]))
        let before = try sample.reader().size()
        let long = EntryDraft(.warning, ["message": .string(String(repeating: "x", count: 20_000))])
        await #expect(throws: RecordError.self) {
            try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"]), long]))
        }
        let run = Drafts(sample.environment.makeID().description)
        await #expect(throws: RecordError.illegalTransition(run: run.run, from: "planned", entry: "response.received"))
        {
            try await recorder.append(Append([run.intent, run.answered]))
        }
        #expect(try sample.reader().size() == before)
        #expect(try sample.reader().replay(run.run)?.state == nil)
        try await recorder.close()
        #expect(try sample.entries().last?.body["entries"] == 3)
    }

    @Test func `whoever watches is told of each entry with the state that it made`() async throws {
        let recorder = try await sample.recorder()
        let told = Told()
        await recorder.observe { entry, state in told.add("\(entry.type.rawValue) \(state?.rawValue ?? "-")") }
        let run = Drafts(sample.environment.makeID().description)
        try await recorder.append(Append([run.intent, run.started]))
        try await recorder.append(
            Append([run.answered, run.stored(SHA256.hash([1])), run.state(.recorded, .succeeded)])
        )
        #expect(
            told.lines == [
                "session.open -", "request.intent planned", "attempt.started submitting",
                "response.received receiving", "artifact.stored recorded", "run.state succeeded",
            ]
        )
    }

    private final class Told: Sendable {
        private let all = Mutex<[String]>([])
        var lines: [String] { all.withLock { $0 } }
        func add(_ line: String) { all.withLock { $0.append(line) } }
    }
}
