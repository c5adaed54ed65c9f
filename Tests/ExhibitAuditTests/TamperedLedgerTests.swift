import ExhibitLedger
import ExhibitModel
import Testing

@testable import ExhibitAudit

/// Attacks 2, 4 and 6 of the threat model, and every table that could be written over.
@Suite struct TamperedLedgerTests {
    struct Attack: Sendable, CustomStringConvertible {
        let description: String
        let sql: String
        let check: Finding.Check
        let words: String
        var entry: Int64?
    }

    static let attacks: [Attack] = [
        Attack(
            description: "an entry is edited",
            sql: "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT),'happy','mappy') AS BLOB) WHERE seq = 3;",
            check: .tree,
            words: "entry 3 was changed",
            entry: 3
        ),
        Attack(
            description: "an entry gets a space",
            sql:
                "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT),'\"n\":1,','\"n\": 1,') AS BLOB) WHERE seq = 4;",
            check: .entry,
            words: "not in canonical form",
            entry: 4
        ),
        Attack(
            description: "an entry is no JSON",
            sql: "UPDATE entry SET bytes = x'7b22' WHERE seq = 5;",
            check: .entry,
            words: "entry 5 is not an entry",
            entry: 5
        ),
        Attack(
            description: "an entry gets an unknown type",
            sql:
                "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT),'run.log','run.lag') AS BLOB) WHERE seq = 7;",
            check: .entry,
            words: "unknown type run.lag",
            entry: 7
        ),
        Attack(
            description: "an entry gets another number",
            sql:
                "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT),'\"seq\":6','\"seq\":5') AS BLOB) WHERE seq = 6;",
            check: .entry,
            words: "entry 6 says that it is entry 5",
            entry: 6
        ),
        Attack(
            description: "an entry changes its session",
            sql:
                "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT),'\"session\":1','\"session\":2') AS BLOB) WHERE seq = 6;",
            check: .session,
            words: "session 2, which was never opened",
            entry: 6
        ),
        Attack(
            description: "an entry is taken out",
            sql: "DELETE FROM entry WHERE seq = 4;",
            check: .entry,
            words: "entry 4 is missing",
            entry: 4
        ),
        Attack(
            description: "the newest entries are taken out",
            sql: "DELETE FROM entry WHERE seq > 8;",
            check: .checkpoint,
            words: "rolled back"
        ),
        Attack(
            description: "the newest entries are taken out with all that hangs on them",
            sql:
                "DELETE FROM entry WHERE seq > 8; DELETE FROM checkpoint; DELETE FROM node WHERE (idx + 1) << level > 9;",
            check: .heads,
            words: "rolled back"
        ),
        Attack(
            description: "the end of a session counts otherwise",
            sql:
                "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT),'\"run.log\":1','\"run.log\":2') AS BLOB) WHERE seq = 10;",
            check: .session,
            words: "or others"
        ),
        Attack(
            description: "a leaf is changed",
            sql: "UPDATE node SET hash = zeroblob(32) WHERE level = 0 AND idx = 2;",
            check: .tree,
            words: "entry 2 was changed"
        ),
        Attack(
            description: "a node is changed",
            sql: "UPDATE node SET hash = zeroblob(32) WHERE level = 2 AND idx = 0;",
            check: .tree,
            words: "node 2/0"
        ),
        Attack(
            description: "a node is taken out",
            sql: "DELETE FROM node WHERE level = 1 AND idx = 1;",
            check: .tree,
            words: "node 1/1 of the tree is missing"
        ),
        Attack(
            description: "a node is added",
            sql: "INSERT INTO node VALUES(9, 9, zeroblob(32));",
            check: .tree,
            words: "1 nodes that no entry accounts for"
        ),
        Attack(
            description: "a checkpoint's note is edited",
            sql:
                "UPDATE checkpoint SET note = replace(note, char(10) || '11' || char(10), char(10) || '12' || char(10)) WHERE size = 11;",
            check: .checkpoint,
            words: "does not fit the note"
        ),
        Attack(
            description: "a checkpoint's root is edited",
            sql: "UPDATE checkpoint SET root = zeroblob(32) WHERE size = 11;",
            check: .checkpoint,
            words: "another size or root"
        ),
        Attack(
            description: "a verdict is improved",
            sql: "UPDATE run SET verdict = 'rejected';",
            check: .projection,
            words: "verdict is 'rejected', the entries say 'accepted'"
        ),
        Attack(
            description: "a transition is dropped",
            sql: "DELETE FROM transition WHERE n = 2;",
            check: .projection,
            words: "is missing"
        ),
        Attack(
            description: "a log line is added",
            sql: "INSERT INTO log VALUES('01ARZ3NDEKTSV4RRFFQ69G5FAV', 1, '', 'run', 'x');",
            check: .projection,
            words: "no entry makes it"
        ),
        Attack(
            description: "a table is dropped",
            sql: "DROP TABLE review;",
            check: .projection,
            words: "no such table"
        ),
        Attack(
            description: "a stored text is edited",
            sql:
                "UPDATE blob SET data = CAST(replace(CAST(data AS TEXT), '\"model\"', '\"nodel\"') AS BLOB) WHERE data IS NOT NULL;",
            check: .blob,
            words: "instead of"
        ),
        Attack(
            description: "a stored text is lost",
            sql: "DELETE FROM blob WHERE CAST(data AS TEXT) LIKE '%prompt%';",
            check: .blob,
            words: "is not in the store"
        ),
        Attack(
            description: "a size is edited",
            sql: "UPDATE blob SET bytes = bytes + 1 WHERE data IS NULL;",
            check: .blob,
            words: "20000 bytes instead of 20001"
        ),
        Attack(
            description: "a file is struck off the store's list",
            sql: "DELETE FROM blob WHERE data IS NULL;",
            check: .blob,
            words: "the store's list does not have it"
        ),
        Attack(
            description: "a private value is edited",
            sql: "UPDATE secret_value SET value = value || '!' WHERE value LIKE 'An orange%';",
            check: .commitment,
            words: "not the one that was committed to"
        ),
    ]

    @Test(arguments: attacks) func `an attack with SQL is found and placed`(attack: Attack) async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        try Tampering.sql(ledger.home, attack.sql)
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        let found = report.findings.filter { $0.check == attack.check && $0.message.contains(attack.words) }
        #expect(!found.isEmpty, "\(report.lines.joined(separator: "\n"))")
        if let entry = attack.entry { #expect(found.contains { $0.entry == entry }) }
        #expect(report.outcome?.exit == .evidenceBroken)
    }

    @Test func `an entry that cannot follow is found`() async throws {
        let ledger = try SampleLedger()
        let run = try await ledger.record(SampleRun())[0]
        let entry =
            #"{"body":{"event":"failed","from":"planned","to":"failed"},"run":"\#(run)","seq":11,"session":1,"task":"cat","ts":"2026-11-21T00:00:00.000Z","type":"run.state","v":1}"#
        try Tampering.sql(ledger.home, "INSERT INTO entry VALUES(11, CAST('\(entry)' AS BLOB));")
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings.contains { $0.check == .state && $0.run == run && $0.task == "cat" })
        #expect(report.findings.contains { $0.message == "node 0/11 of the tree is missing" })
    }

    @Test func `yesterday's ledger is known by the heads, wherever they are left`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        let old = try RegularFile.read(ledger.home.database)
        try await ledger.record(SampleRun(task: "dog", picture: [1]))
        for suffix in ["-wal", "-shm"] { try RegularFile.remove(ledger.home.database + suffix) }
        try TemporaryTree.overwrite(ledger.home.database, old)
        let inside = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(inside.findings.contains { $0.check == .heads && $0.message.contains("rolled back") })
        let oldHeads = try RegularFile.read(ledger.home.heads).split(separator: UInt8(ascii: "\n")).first ?? []
        try TemporaryTree.overwrite(ledger.home.heads, Array(oldHeads) + [UInt8(ascii: "\n")])
        let outside = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(outside.findings.contains { $0.check == .heads && $0.path == ledger.outsideHeads })
        try RegularFile.remove(ledger.outsideHeads)
        let blind = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(blind.findings.map(\.check).allSatisfy { $0 != .heads })
        #expect(blind.notShown.contains { $0.hasPrefix("rollback:") })
    }

    @Test func `a head of the same size with another root is a fork`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        let text = String(decoding: try RegularFile.read(ledger.outsideHeads), as: UTF8.self)
        let root = try #require(text.firstRange(of: "\"root\":\""))
        var forged = text
        forged.replaceSubrange(root.upperBound..<text.index(root.upperBound, offsetBy: 4), with: "0000")
        try TemporaryTree.overwrite(ledger.outsideHeads, Array((forged + "{}\n").utf8))
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings.contains { $0.check == .heads && $0.message.contains("forked") })
        #expect(report.findings.contains { $0.check == .heads && $0.message.contains("is not a head") })
    }

    @Test(arguments: [0, 9_999, 19_999]) func `a changed picture is named with its run and task`(
        place: Int
    ) async throws {
        let ledger = try SampleLedger()
        let run = SampleRun(task: "cat-warm")
        let id = try await ledger.record(run)[0]
        let path = try ledger.stored(run.digest)
        try TemporaryTree.flip(path, at: place)
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        let finding = try #require(report.findings.first { $0.check == .blob })
        #expect(finding.run == id)
        #expect(finding.line.hasSuffix("run \(id.suffix(8)), cat-warm"))
        #expect(finding.message.contains("artifacts/sha256/"))
        let quick = try await LedgerAudit(depth: .quick).verify(ledger.home, ledger.environment)
        #expect(quick.findings == [])
        #expect(quick.notChecked.contains { $0.contains("1 picture") && $0.contains("--quick") })
    }

    @Test func `a picture that is gone or cut is found by a quick look, too`() async throws {
        let ledger = try SampleLedger()
        let run = SampleRun()
        try await ledger.record(run)
        let path = try ledger.stored(run.digest)
        try TemporaryTree.overwrite(path, [1, 2])
        let cut = try await LedgerAudit(depth: .quick).verify(ledger.home, ledger.environment)
        #expect(cut.findings.contains { $0.check == .blob && $0.message.contains("2 bytes instead of 20000") })
        try RegularFile.remove(path)
        let gone = try await LedgerAudit(depth: .quick).verify(ledger.home, ledger.environment)
        #expect(gone.findings.contains { $0.check == .blob && $0.message.contains("not in the store") })
    }
}
