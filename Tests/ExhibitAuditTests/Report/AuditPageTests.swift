import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitAudit

@Suite struct AuditPageTests {
    /// The same moment whenever it is asked.
    private func still(_ environment: Environment) -> Environment {
        Environment(
            variables: environment.variables,
            currentFolder: environment.currentFolder,
            now: { Timestamp(milliseconds: 1_796_000_000_000) },
            random: environment.random
        )
    }

    @Test func `the same ledger at the same time gives the same bytes`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun(), SampleRun(task: "dog", picture: Array(repeating: 9, count: 30_000)))
        let environment = still(ledger.environment)
        let one = try await AuditPage(ledger.home, LedgerAudit(), environment).make(ReportRequest())
        let two = try await AuditPage(ledger.home, LedgerAudit(), environment).make(ReportRequest())
        #expect(one.html == two.html)
        #expect(one.document["runs"]?.array?.count == 2)
    }

    @Test func `grades fall with what the audit finds, and say why`() async throws {
        let ledger = try SampleLedger()
        let ids = try await ledger.record(
            SampleRun(),
            SampleRun(task: "dog", picture: Array(repeating: 9, count: 30_000))
        )
        let whole = try await AuditPage(ledger.home, LedgerAudit(), ledger.environment).make(ReportRequest())
        for run in whole.document["runs"]?.array ?? [] {
            #expect(run["grade"]?["code"] == "E1")
            #expect(run["grade"]?["wording"]?.string?.hasPrefix("the operator's tool recorded") == true)
        }
        let output = try #require(
            whole.document["runs"]?[1]?["pictures"]?.array?.first { $0["role"] == "output" }?["sha256"]?.string
        )
        let path = try ledger.stored(try #require(Digest(hex: output)))
        try RegularFile.setMode(path, 0o600)
        var bytes = try RegularFile.read(path)
        bytes[100] ^= 1
        try RegularFile.replace(path, with: bytes, durable: false)
        let broken = try await AuditPage(ledger.home, LedgerAudit(), ledger.environment).make(ReportRequest())
        #expect(broken.audit.outcome?.code == .evidenceBroken)
        let runs = broken.document["runs"]?.array ?? []
        #expect(runs.map { $0["run_id"]?.string } == ids)
        #expect(runs.map { $0["grade"]?["code"]?.string } == ["E1", "E0"])
        #expect(runs.last?["grade"]?["lowered"]?.string?.contains("the audit found") == true)
    }
}

extension AuditPageTests {
    @Test func `decisions and waivers stand on the page, and one about other files does not count`() async throws {
        let ledger = try SampleLedger()
        let run = SampleRun()
        let id = try #require(try await ledger.record(run).first)
        let key = String(repeating: "4f", count: 32)
        func decision(_ word: JSONValue, _ digest: String) -> EntryDraft {
            EntryDraft(
                .reviewDecision,
                run: id,
                task: "cat",
                ["decision": word, "artifacts": [.string(digest)], "reviewer_key": .string(key)]
            )
        }
        let waiver = EntryDraft(
            .waiver,
            run: id,
            task: "cat",
            [
                "policy_id": "integrity", "rule": "TLS-01", "artifact_sha256": .string(run.digest.hex),
                "expires": "2026-01-01T00:00:00Z", "reviewer_key": .string(key),
            ]
        )
        let recorder = try await Recorder(home: ledger.home, ledger.environment)
        let other = String(repeating: "ab", count: 32)
        try await recorder.append(Append([decision("denied", run.digest.hex), decision("approved", other), waiver]))
        try await recorder.close()
        let made = try await AuditPage(ledger.home, LedgerAudit(), ledger.environment).make(ReportRequest())
        let told = try #require(made.document["runs"]?[0])
        #expect(told["reviews"]?["word"] == "denied")
        #expect(told["reviews"]?["decisions"]?.array?.map { $0["about_these_files"]?.bool } == [true, false])
        #expect(told["waivers"]?[0]?["rule"] == "TLS-01")
        #expect(told["waivers"]?[0]?["expired"] == true)
        #expect(made.document["summary"]?["reviews"]?["denied"] == 1)
        let page = String(decoding: made.html, as: UTF8.self)
        #expect(page.contains("alarm waivers"))
        #expect(page.contains("names other files than this run"))
        #expect(page.contains("(expired)"))
    }
}
