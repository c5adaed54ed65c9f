import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitProof
import ExhibitRecord
import Glibc
import Testing

@testable import ExhibitLedger

@Suite struct OpeningTests {
    private let sample: SampleHome

    init() throws { sample = try SampleHome() }

    private func makeLedger() async throws {
        let recorder = try await sample.recorder()
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])]))
        try await recorder.close()
    }

    private func code(_ body: () async throws -> Void) async -> ErrorCode? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? any Reportable)?.report.code
        }
    }

    @Test func `reading makes no ledger`() async throws {
        #expect(throws: LedgerError.missing(home: sample.home.path)) { try sample.reader() }
        #expect(!RegularFile.exists(sample.home.path))
    }

    @Test func `a ledger of a newer exhibit is said to be so by reader and writer`() async throws {
        try await makeLedger()
        try sample.stranger().execute("PRAGMA user_version=99")
        #expect(throws: LedgerError.fromFuture(found: 99, known: Schema.version)) { try sample.reader() }
        await #expect(throws: LedgerError.fromFuture(found: 99, known: Schema.version)) { try await sample.recorder() }
        #expect(LedgerError.fromFuture(found: 99, known: 1).report.exit == .failed)
    }

    @Test func `another program's database is no ledger`() async throws {
        try await makeLedger()
        try sample.stranger().execute("PRAGMA application_id=1")
        #expect(throws: LedgerError.notALedger(path: sample.home.database)) { try sample.reader() }
    }

    @Test(arguments: [[UInt8](repeating: 7, count: 5000), Array("just a text".utf8)])
    func `a file that is no database is damaged, for reader and writer`(bytes: [UInt8]) async throws {
        try await makeLedger()
        try RegularFile.replace(sample.home.database, with: bytes, durable: false)
        #expect(await code { _ = try sample.reader() } == .ledgerCorrupt)
        #expect(await code { _ = try await sample.recorder() } == .ledgerCorrupt)
    }

    @Test(arguments: ["log-ed25519.pem", "tag.key", "redaction.key", "seal.key"])
    func `a missing or broken key is named`(name: String) async throws {
        try await makeLedger()
        let path = "\(sample.home.keys)/\(name)"
        try RegularFile.replace(path, with: [1, 2, 3], durable: false)
        await #expect(throws: LedgerError.keysMissing(path)) { try await sample.recorder() }
        try RegularFile.remove(path)
        await #expect(throws: LedgerError.keysMissing(path)) { try await sample.recorder() }
        // Reading asks for no key.
        #expect(try sample.reader().size() == 4)
    }

    @Test func `a home of an older exhibit gets a key for statements, once, when it is written to`() async throws {
        try await makeLedger()
        let path = sample.home.keys + "/statement-p256.pem"
        let first = try RegularFile.read(path)
        try RegularFile.remove(path)
        _ = try sample.reader()
        #expect(!RegularFile.exists(path))
        try await makeLedger()
        let second = try RegularFile.read(path)
        #expect(second != first)
        #expect(RegularFile.facts(path)?.mode == 0o600)
        let key = try #require(P256PrivateKey(pem: String(decoding: second, as: UTF8.self)))
        let sessions = try sample.entries().filter { $0.type == .sessionOpen }
        #expect(sessions.last?.body["statement_public"]?.string == Base64.encode(key.publicKey.spki))
        #expect(sessions.first?.body["statement_public"] != sessions.last?.body["statement_public"])
        try await makeLedger()
        #expect(try RegularFile.read(path) == second)
        #expect(try Keys.statement(of: sample.home).publicKey == key.publicKey)
    }

    @Test func `a broken key for statements is named, not made anew`() async throws {
        try await makeLedger()
        let path = sample.home.keys + "/statement-p256.pem"
        try RegularFile.replace(path, with: [1, 2, 3], durable: false)
        await #expect(throws: LedgerError.keysMissing(path)) { try await sample.recorder() }
        #expect(throws: LedgerError.keysMissing(path)) { try Keys.statement(of: sample.home) }
        #expect(try RegularFile.read(path) == [1, 2, 3])
    }

    @Test func `keys are private, and stay when the ledger is moved away`() async throws {
        try await makeLedger()
        let first = try sample.reader().identity
        for name in RegularFile.names(in: sample.home.keys) {
            #expect(RegularFile.facts("\(sample.home.keys)/\(name)")?.mode == 0o600)
        }
        #expect(RegularFile.facts(sample.home.keys)?.mode == 0o700)
        try RegularFile.rename(sample.home.database, to: sample.folder + "/moved.sqlite")
        try await makeLedger()
        let second = try sample.reader().identity
        #expect(first.ledger != second.ledger)
        #expect(first.vkey.publicKey == second.vkey.publicKey)
    }

    @Test func `a home without its empty folders can be written`() async throws {
        try await makeLedger()
        unsafe rmdir(sample.home.sessions)
        unsafe rmdir(sample.home.temporary)
        try await makeLedger()
        #expect(try sample.reader().size() == 7)
    }

    @Test func `two processes that make a ledger at once make one`() async throws {
        let sample = sample
        async let one = sample.recorder()
        async let two = sample.recorder()
        let identities = try await (one.identity, two.identity)
        #expect(identities.0 == identities.1)
    }

    @Test func `a folder that cannot be written is read as it stands`() async throws {
        try await makeLedger()
        #expect(!RegularFile.exists(sample.home.database + "-wal"))
        let before = RegularFile.names(in: sample.home.path)
        let reader = try Reader(sample.home, sample.environment, isWritable: false)
        #expect(try reader.size() == 4)
        #expect(reader.note == nil)
        #expect(RegularFile.names(in: sample.home.path) == before)
    }

    @Test func `with a write-ahead log a copy is read, and removed`() async throws {
        let recorder = try await sample.recorder()
        try await recorder.append(Append([EntryDraft(.warning, ["code": "a.b"])]))
        #expect(RegularFile.facts(sample.home.database + "-wal")?.bytes ?? 0 > 0)
        let before = RegularFile.names(in: sample.folder)
        do {
            let reader = try Reader(sample.home, sample.environment, isWritable: false)
            #expect(try reader.size() == 3)
            #expect(reader.note != nil)
            #expect(RegularFile.names(in: sample.folder).count == before.count + 1)
        }
        #expect(RegularFile.names(in: sample.folder) == before)
        try await recorder.close()
    }

    @Test(arguments: ["日本 ledger", "a?b#c%d", "naïve"])
    func `a path of any letters can be read as it stands`(name: String) async throws {
        let home = Home(path: "\(sample.folder)/\(name)", source: .flag)
        do {
            let recorder = try await Recorder(home: home, sample.environment)
            try await recorder.append(Append([EntryDraft(.warning, [:])]))
            try await recorder.close()
        }
        let db = try SQLiteConnection(home.database, .immutable)
        #expect(try db.integer("SELECT count(*) FROM entry") == 4)
    }

    @Test func `a run is found by a unique beginning or end of its id`() async throws {
        let recorder = try await sample.recorder()
        let ids = ["01KAHC00000000000000000AAA", "01KAHC00000000000000000BBB", "01KAHD0000000000000000CAAA"]
        for id in ids { try await recorder.append(Append([Drafts(id).intent])) }
        let reader = try sample.reader()
        #expect(try reader.find("0BBB") == ids[1])
        #expect(try reader.find("0bbb") == ids[1])
        #expect(try reader.find("01KAHD") == ids[2])
        #expect(try reader.find(ids[0]) == ids[0])
        for part in ["01KAHC", "0AA", "BBB", "ZZZZ", "%AAA", "_AAA", "", "01KAHC00000000000000000ZZZ"] {
            #expect(await code { _ = try reader.find(part) } == .runNotFound, "\(part)")
        }
    }

    /// What an audit finds: every entry applied to empty tables, and those compared with the ledger's own.
    private func rebuilt(_ sample: SampleHome) throws -> [ProjectionDifference] {
        let parts = try [ProjectionPart.runs, .ledger].map { part in
            (part, try ProjectionRebuild(AuditReader(sample.home, sample.environment), part))
        }
        var runs: Set<String> = []
        try AuditReader(sample.home, sample.environment).forEachEntry { index, bytes in
            let entry = try Entry(parsing: bytes, at: index)
            if let run = entry.run { runs.insert(run) }
            for (part, rebuild) in parts where part == .ledger || entry.run != nil { try rebuild.apply([entry]) }
        }
        return try parts.flatMap { try $1.settle() + $1.strangers(known: runs, stored: $1.stored) }
    }

    @Test func `the projections are those that the entries make`() async throws {
        let recorder = try await sample.recorder()
        let log = StagedBlob(Array("2026-11-21T06:56:17.123Z all well\n".utf8))
        let run = Drafts(sample.environment.makeID().description)
        try await recorder.append(Append([run.intent, run.started, run.failedForNow, run.started]))
        try await recorder.append(Append([run.answered, run.stored(SHA256.hash([1]))]))
        let said = run.draft(.runLog, ["stream": "run", "lines": 1, "blob": .string(log.sha256.hex)])
        try await recorder.append(Append([said, run.state(.recorded, .succeeded)], blobs: [log]))
        try await recorder.close()
        #expect(try rebuilt(sample) == [])
        try sample.stranger().execute("UPDATE run SET state = 'failed'; DELETE FROM transition WHERE n = 2")
        let found = try rebuilt(sample)
        #expect(found.map(\.table) == ["run", "transition"])
        #expect(found.map(\.kind) == [.changed, .missing])
        try sample.stranger().execute(
            "UPDATE run_entry SET run_id = '01ARZ3NDEKTSV4RRFFQ69G5FAV' WHERE seq = 3; INSERT INTO batch(batch_id, opened_at, scope, reserved_images, reserved_micros, spent_images, spent_micros, entry) VALUES('b', '', '', 0, 0, 0, 0, 1)"
        )
        let moved = try rebuilt(sample).filter { !["run", "transition"].contains($0.table) }
        #expect(moved.map(\.table) == ["run_entry", "run_entry", "batch"])
        #expect(moved.map(\.kind) == [.missing, .extra, .extra])
        #expect(moved.map(\.row) == ["\(run.run)/3", "01ARZ3NDEKTSV4RRFFQ69G5FAV/3", "b"])
        #expect(try LedgerRebuild.perform(sample.home) == sample.reader().size())
        #expect(try rebuilt(sample) == [])
        #expect(try sample.reader().log(run.run).map(\.line) == ["all well"])
        #expect(try sample.reader().runs(RunFilter(state: "succeeded")).map(\.run) == [run.run])
    }

    @Test func `the verdict of a run is the worst of what each policy said last`() async throws {
        let recorder = try await sample.recorder()
        let run = Drafts(sample.environment.makeID().description)
        try await recorder.append(Append([run.intent, run.state(.planned, .cancelled)]))
        let said = [
            ("a", "accepted", "a", "accepted"), ("b", "accepted", "b", "accepted"), ("a", "rejected", "a", "rejected"),
            ("b", "needs_review", "a", "rejected"), ("a", "accepted", "b", "needs_review"),
            ("b", "accepted", "b", "accepted"),
        ]
        for (policy, verdict, decides, word) in said {
            let body: JSONObject = ["policy_id": .string(policy), "verdict": .string(verdict)]
            try await recorder.append(Append([run.draft(.verdict, body)]))
            let row = try #require(try sample.reader().runs(RunFilter()).first)
            #expect(row.policy == decides && row.verdict == word)
            let replay = try #require(try await recorder.replay(run.run))
            #expect(DecidingVerdict.of(replay.verdicts)?.body["policy_id"]?.string == decides)
        }
        #expect(try rebuilt(sample) == [])
    }

    @Test func `a sealed value opens with the home's key until the run ends`() async throws {
        let recorder = try await sample.recorder()
        let salt = [UInt8](repeating: 1, count: 16)
        let commit = Commitment.hex(salt: salt, value: "sig=abc")
        let nonce = [UInt8](repeating: 2, count: AESGCM.nonceLength)
        let box = AESGCM.seal(Array("sig=abc".utf8), key: recorder.keys.seal, nonce: nonce, aad: Array(commit.utf8))
        let sealed = SealedBox(commit: commit, salt: salt, nonce: nonce, box: box)
        let run = Drafts(sample.environment.makeID().description)
        try await recorder.append(Append([run.intent], sealed: [sealed], sealedRun: run.run))
        #expect(try await recorder.unseal(commit) == "sig=abc")
        try await recorder.forgetSealed(run.run)
        #expect(try await recorder.unseal(commit) == nil)
    }
}
