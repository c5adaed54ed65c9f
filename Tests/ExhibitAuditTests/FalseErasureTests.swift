import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitAudit

/// Entries that erase, or decide, where nothing may be erased or decided.
@Suite struct FalseErasureTests {
    private func verdict(of run: String, _ ledger: SampleLedger) throws -> JSONObject {
        let entry = try ledger.reader().replay(run)?.verdicts.last
        return try #require(entry).body
    }

    @Test(arguments: ["policy_sha256", "facts_blob", "verdict_blob"])
    func `what a verdict rests on cannot be erased`(key: String) async throws {
        let ledger = try SampleLedger()
        let run = try await ledger.record(SampleRun())[0]
        let hex = try #require(try verdict(of: run, ledger)[key]?.string)
        let recorder = try await Recorder(home: ledger.home, ledger.environment)
        let entries = try await recorder.append(
            Append([EntryDraft(.valueForgotten, ["sha256": [.string(hex)], "reason_commit": .string(hex)])])
        )
        try await recorder.close()
        let seq = try #require(entries.last).seq
        try Tampering.sql(
            ledger.home,
            "UPDATE blob SET data = NULL, media = 'erased/\(seq)' WHERE sha256 = x'\(hex)'"
        )
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings.contains { $0.message.contains("was erased by entry \(seq): only files may be") })
    }

    @Test(arguments: [EntryType.reviewDecision, .waiver])
    func `nothing is decided outside of runs`(type: EntryType) async throws {
        let ledger = try SampleLedger()
        let run = try await ledger.record(SampleRun())[0]
        let recorder = try await Recorder(home: ledger.home, ledger.environment)
        try await recorder.append(
            Append([EntryDraft(type, ["decision": "approved", "run": .string(run), "artifacts": []])])
        )
        try await recorder.close()
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings.map(\.check) == [.review])
    }
}
