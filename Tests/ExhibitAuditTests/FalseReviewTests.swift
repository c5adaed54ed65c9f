import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord
import Testing

@testable import ExhibitAudit

/// Reviews that are in the tree and whose envelopes are in the store, but that no reviewer gave in this way.
@Suite struct FalseReviewTests {
    enum Fault: Sendable, CaseIterable {
        case none
        case otherKey
        case otherSigner
        case otherWord
        case otherLedger
        case laterTree
        case otherTree
        case otherFile
        case otherVerdict
        case ownKey
        case noStatement
        case noEnvelope
    }

    private func report(_ fault: Fault) async throws -> AuditReport {
        let ledger = try SampleLedger()
        let id = try await ledger.record(SampleRun())[0]
        let recorder = try await Recorder(home: ledger.home, ledger.environment)
        let run = try #require(try await recorder.replay(id))
        try await recorder.append(try review(run, recorder, ledger, fault))
        try await recorder.refreshRunFolder(id)
        try await recorder.close()
        return try await LedgerAudit().verify(ledger.home, ledger.environment)
    }

    private func review(
        _ run: RunReplay,
        _ recorder: Recorder,
        _ ledger: SampleLedger,
        _ fault: Fault
    ) throws -> Append {
        let key = fault == .ownKey ? try #require(recorder.keys.statement) : P256PrivateKey.generate()
        let statement = try statement(run, recorder, ledger, fault)
        let payload: JSONValue = fault == .noStatement ? ["_type": "https://in-toto.io/Statement/v1"] : statement.json
        var envelope = DSSEEnvelope(payload: try CanonicalJSON.bytes(payload))
        envelope.sign(with: fault == .otherSigner ? .generate() : key)
        let line = fault == .noEnvelope ? "{}" : envelope.line
        let blob = StagedBlob(Array(line.utf8))
        var body = statement.body(
            reviewerKey: fault == .otherKey ? P256PrivateKey.generate().publicKey.keyID : key.publicKey.keyID,
            reviewerPublic: Base64.encode(key.publicKey.spki),
            envelope: blob.sha256.hex
        )
        if fault == .otherWord { body["decision"] = "denied" }
        return Append([EntryDraft(.reviewDecision, run: run.run, task: run.task, body)], blobs: [blob])
    }

    private func statement(
        _ run: RunReplay,
        _ recorder: Recorder,
        _ ledger: SampleLedger,
        _ fault: Fault
    ) throws -> ReviewerStatement {
        let reader = try Reader(ledger.home, ledger.environment)
        let size = try reader.size()
        let root = try #require(reader.root(size)).hex
        let verdict = try #require(run.verdicts.last).body
        let other = String(repeating: "0", count: 64)
        return ReviewerStatement(
            .review,
            artifacts: fault == .otherFile ? [other] : [SampleRun().digest.hex],
            [
                "decision": "approved", "policy_sha256": verdict["policy_sha256"] ?? .null,
                "verdict_sha256": fault == .otherVerdict ? .string(other) : verdict["verdict_blob"] ?? .null,
            ],
            run: run.run,
            ledger: fault == .otherLedger ? "exhibit.invalid/other" : recorder.identity.origin,
            tree: .init(size: fault == .laterTree ? size + 100 : size, root: fault == .otherTree ? other : root),
            time: ledger.environment.now().description
        )
    }

    @Test func `a review that a reviewer gave is counted, and nothing is found`() async throws {
        let report = try await report(.none)
        #expect(report.findings == [])
        #expect(report.counts[.reviews] == 1)
        #expect(report.lines.contains { $0.contains("1 review signed") })
    }

    @Test(arguments: [
        (Fault.otherKey, "does not name its key by the key's own id"),
        (.otherSigner, "is not signed: no signature is by a known key"),
        (.otherWord, "does not say what was signed"),
        (.otherLedger, "was signed for another ledger"),
        (.laterTree, "was signed for entries that came after it"),
        (.otherTree, "saw other entries before"),
        (.otherFile, "is not about the files that the run had before it"),
        (.otherVerdict, "names a verdict that the run did not have before it"),
        (.ownKey, "is signed by the ledger's own key"),
        (.noStatement, "has an envelope without a reviewer's statement"),
        (.noEnvelope, "is not signed: this is not a DSSE envelope"),
    ])
    func `a review that no reviewer gave is found, and nothing else is`(fault: Fault, words: String) async throws {
        let report = try await report(fault)
        #expect(report.findings.map(\.check) == [.review], "\(report.lines.joined(separator: "\n"))")
        #expect(report.findings.first?.message.contains(words) == true, "\(report.lines.joined(separator: "\n"))")
        #expect(report.findings.first?.entry != nil)
    }
}
