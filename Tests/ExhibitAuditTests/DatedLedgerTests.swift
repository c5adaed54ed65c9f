import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord
import Testing

@testable import ExhibitAudit

@Suite struct DatedLedgerTests {
    @Test func `a verdict that rests on dates comes out the same from the table and from the entries`() async throws {
        let ledger = try SampleLedger()
        let ids = try await ledger.record(SampleRun(), SampleRun(task: "dog", isDated: true))
        let reader = try Reader(ledger.home, ledger.environment)
        let judged = try ids.map { try reader.replay($0)?.verdicts.first?.body["facts_blob"]?.string ?? "" }
        let grades = judged.map { facts in
            String(decoding: reader.blob(facts) ?? [], as: UTF8.self).contains("\"grade\":\"E2\"")
        }
        #expect(grades == [false, true])
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        // The proofs are none, and so nothing is dated; the facts still follow from the entries.
        #expect(report.findings.map(\.check) == [.anchor, .anchor])
        #expect(report.counts[.verdicts] == 2 && report.counts[.anchors] == 0 && report.dated.isEmpty)
    }

    @Test func `a date may not reach beyond its entry, nor name another tree`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        let recorder = try await Recorder(home: ledger.home, ledger.environment)
        let head = try await recorder.signedHead()
        for (size, root) in [(head.size + 50, head.root.hex), (head.size - 1, head.root.hex)] {
            let draft = EntryDraft(
                .anchorRFC3161,
                ["size": .number(JSONNumber(size)), "root": .string(root), "gen_time": "2026-11-21T00:00:00.000Z"]
            )
            try await recorder.record([AnchorDraft(.rfc3161, size: size, proof: [0], draft)])
        }
        try await recorder.close()
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings.count == 2 && report.findings.allSatisfy { $0.check == .anchor })
        #expect(report.findings.first?.message.contains("lacks what it takes") == true)
        #expect(report.findings.last?.message.contains("another tree") == true)
    }
}
