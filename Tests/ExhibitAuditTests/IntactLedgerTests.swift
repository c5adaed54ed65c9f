import ExhibitLedger
import ExhibitModel
import Testing

@testable import ExhibitAudit

@Suite struct IntactLedgerTests {
    @Test func `an untouched ledger has no findings and says what it looked at`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun(), SampleRun(task: "dog", picture: Array(repeating: 9, count: 30_000)))
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.runs] == 2)
        #expect(report.counts[.pictures] == 2)
        #expect(report.counts[.picturesRead] == 2)
        #expect(report.counts[.bodiesRebuilt] == 4)
        #expect(report.counts[.derivationsVerified] == 2)
        #expect(report.counts[.verdicts] == 2)
        #expect(report.counts[.prompts] == 2)
        #expect(report.counts[.runFolders] == 2)
        #expect(report.counts[.files] == 2)
        #expect(report.counts[.checkpoints] == 3)
        #expect(report.counts[.heads] == 6)
        #expect(
            report.lines.first?.hasPrefix(
                "unchanged  \(report.counts[.entries]) entries · 2 pictures re-read · 2 verdicts"
            ) == true
        )
    }
}
