import ExhibitLedger
import ExhibitModel
import ExhibitRedaction
import Testing

@testable import ExhibitAudit

/// Ledgers that are whole as trees but say what is not so.
@Suite struct FalseRecordTests {
    @Test(arguments: [
        (SampleRun.Fault.derivation, Finding.Check.derivation, "asked again: failed"),
        (.promptFlag, .prompt, "the record says otherwise"),
        (.missingPromptInBody, .prompt, "does not stand in the request"),
        (.requestDigest, .body, "does not give the bytes that were sent"),
        (.answerDigest, .body, "does not give the bytes that were received"),
        (.verdict, .verdict, "judged again by sample"),
        (.facts, .verdict, "/run"),
        (.blobless, .blob, "is not in the store"),
    ])
    func `a false statement is found by asking again`(
        fault: SampleRun.Fault,
        check: Finding.Check,
        words: String
    ) async throws {
        let ledger = try SampleLedger()
        var run = SampleRun()
        run.fault = fault
        let id = try await ledger.record(run)[0]
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(
            report.findings.contains { $0.check == check && $0.message.contains(words) && $0.run == id },
            "\(report.lines.joined(separator: "\n"))"
        )
    }

    @Test func `the same picture in two runs is judged as the second use it is`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun(), SampleRun(task: "dog"))
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings == [])
        #expect(report.counts[.verdicts] == 2)
    }

    @Test func `a secret is found in entries, in stored texts and in run folders`() async throws {
        let ledger = try SampleLedger()
        var run = SampleRun(task: "sk-live-4242424242424242")
        run.answerText = "{\"api_key\":\"hidden-value-12345\",\"data\":[{\"b64_json\":\""
        try await ledger.record(run)
        let audit = LedgerAudit(secrets: [KnownSecret(name: "$HAPPY_KEY", value: Secret("sk-live-4242424242424242"))])
        let found = try await audit.verify(ledger.home, ledger.environment).findings.filter { $0.check == .secret }
        #expect(found.contains { $0.message.hasPrefix("the secret $HAPPY_KEY stands in entry") })
        #expect(found.contains { $0.message.hasPrefix("the secret $HAPPY_KEY stands in \(ledger.folder)/out/_runs/") })
        #expect(found.contains { $0.message.contains("what looks like a credential (field) stands in blob") })
        #expect(!found.contains { $0.message.contains("4242") && !$0.message.contains("_runs") })
    }

    @Test func `files that users moved are said, files that changed are found`() async throws {
        let ledger = try SampleLedger()
        let ids = try await ledger.record(SampleRun(), SampleRun(task: "dog", picture: [1, 2, 3]))
        let folders = ids.map { "\(ledger.folder)/out/_runs/" + ($0 == ids[0] ? "cat-" : "dog-") + $0.suffix(8) }
        TemporaryTree.remove(folders[0])
        try RegularFile.remove("\(ledger.folder)/out/cat-\(ids[0].suffix(8)).png")
        let away = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(away.findings == [])
        #expect(away.notes.map(\.message).contains("1 run folder was moved away"))
        #expect(away.notes.map(\.message).contains("1 delivered file was moved away"))
        try TemporaryTree.flip("\(folders[1])/result.json", at: 30)
        try TemporaryTree.flip("\(ledger.folder)/out/dog-\(ids[1].suffix(8)).png", at: 1)
        let changed = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(Set(changed.findings.map(\.check)) == [.runFolder, .delivered])
        #expect(changed.findings.allSatisfy { $0.run == ids[1] && $0.task == "dog" })
        #expect(changed.findings.contains { $0.path == "\(folders[1])/result.json" })
    }

    @Test func `a run that has not ended is still open, not a finding`() async throws {
        let ledger = try SampleLedger()
        var run = SampleRun()
        run.ends = false
        try await ledger.record(run)
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings == [])
        #expect(report.notes.map(\.message).contains("1 run is still open"))
    }

    @Test func `private values that were erased are withheld, not broken`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        try Tampering.sql(
            ledger.home,
            "DELETE FROM secret_value WHERE value LIKE 'An orange%' OR value LIKE '%_runs%';"
        )
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings == [])
        #expect(report.counts[.bodiesWithheld] == 1)
        #expect(report.counts[.promptsWithheld] == 1)
    }

    @Test func `an earlier checkpoint is consistent, beyond or forked`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        let early = try #require(try ledger.reader().latestCheckpoint())
        try await ledger.record(SampleRun(task: "dog", picture: [5]))
        let late = try #require(try ledger.reader().latestCheckpoint())
        var audit = LedgerAudit()
        audit.against = EarlierCheckpoint(note: early.note, path: "early")
        let consistent = try await audit.verify(ledger.home, ledger.environment)
        #expect(consistent.findings == [])
        #expect(consistent.notes.map(\.code).contains("audit.consistent"))
        #expect(!consistent.notShown.contains { $0.hasPrefix("completeness") })
        let other = try SampleLedger()
        try await other.record(SampleRun())
        audit.against = EarlierCheckpoint(note: late.note, path: "late")
        let foreign = try await audit.verify(other.home, other.environment)
        #expect(foreign.findings.map(\.path) == ["late"])
    }

    @Test func `verifying writes nothing to the home`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        let before = try Self.contents(ledger.home.path)
        _ = try await LedgerAudit(depth: .everything).verify(ledger.home, ledger.environment)
        #expect(try Self.contents(ledger.home.path) == before)
    }

    private static func contents(_ folder: String) throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        // SQLite's own lock files come with every reader.
        for name in TemporaryTree.files(folder) where !name.hasPrefix("ledger.sqlite-") {
            contents[name] = try RegularFile.read("\(folder)/\(name)")
        }
        return contents
    }
}
