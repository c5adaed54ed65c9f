import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRedaction
import Testing

@testable import ExhibitAudit

@Suite struct BundleTests {
    private static func export(
        _ ledger: SampleLedger,
        _ request: ExportRequest = ExportRequest()
    ) async throws -> ExportResult {
        try await Export(ledger.home, secrets: [], ledger.environment).perform(request)
    }

    private static func verify(_ result: ExportResult) throws -> AuditReport { try BundleAudit().verify(result.folder) }

    /// Makes the list of sums fit the files again, as somebody who tampers would.
    private static func relist(_ folder: String) throws {
        let lines = try TemporaryTree.files(folder).filter { $0 != "SHA256SUMS" }.sorted().map { name in
            "\(SHA256.hash(try RegularFile.read("\(folder)/\(name)")).hex)  \(name)\n"
        }
        try TemporaryTree.overwrite("\(folder)/SHA256SUMS", Array(lines.joined().utf8))
    }

    @Test func `a whole bundle verifies without the home, with our program and with others`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun(), SampleRun(task: "dog", picture: Array(repeating: 4, count: 9000)))
        let result = try await Self.export(ledger)
        #expect(result.folder.hasPrefix("\(ledger.folder)/audits/ledger-"))
        #expect(result.line.hasSuffix("2 pictures; no secret found; prompts left out (--with-prompts adds them)"))
        TemporaryTree.remove(ledger.home.path)
        let report = try Self.verify(result)
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.entries] == result.entries)
        #expect(report.counts[.picturesRead] == 2)
        #expect(report.counts[.verdicts] == 2)
        #expect(report.counts[.derivationsVerified] == 2)
        #expect(report.counts[.bodiesRebuilt] == 2)
        #expect(report.counts[.bodiesWithheld] == 2)
        #expect(report.counts[.proofs] == 4)
        #expect(report.notChecked.contains { $0.hasPrefix("left out of the bundle: prompts (") })
        #expect(Tampering.shell("cd '\(result.folder)' && sha256sum -c --quiet SHA256SUMS"))
        #expect(
            Tampering.shell(
                "cd '\(result.folder)' && openssl pkeyutl -verify -pubin -inkey keys/log.pem -rawin -in checkpoint.body -sigfile checkpoint.sig"
            )
        )
    }

    @Test func `with prompts every body is put together again`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        var request = ExportRequest()
        request.withPrompts = true
        request.folder = "out-bundle"
        let result = try await Self.export(ledger, request)
        #expect(result.folder == "\(ledger.folder)/out-bundle")
        let report = try Self.verify(result)
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.bodiesRebuilt] == 2)
        #expect(report.counts[.prompts] == 1)
        let values = String(decoding: try RegularFile.read(result.folder + "/values.jsonl"), as: UTF8.self)
        #expect(values.contains("An orange cat by a window"))
        await #expect(
            throws: Report(
                .outputExists,
                "\(result.folder) is there already; nothing was exported",
                hint: "choose another --out"
            )
        ) {
            try await Self.export(ledger, request)
        }
    }

    @Test func `without prompts nothing private is in the bundle`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        let result = try await Self.export(ledger)
        for name in TemporaryTree.files(result.folder) {
            let text = String(decoding: try RegularFile.read("\(result.folder)/\(name)"), as: UTF8.self)
            #expect(!text.contains("orange cat") && !text.contains(ledger.folder), "\(name)")
        }
    }

    @Test func `chosen runs are each proven, and what cannot be known is named`() async throws {
        let ledger = try SampleLedger()
        let ids = try await ledger.record(SampleRun(), SampleRun(task: "dog", picture: [4, 2]))
        let result = try await Self.export(ledger, ExportRequest(runs: [String(ids[1].suffix(8))]))
        let report = try Self.verify(result)
        #expect(report.findings.map(\.line) == [])
        #expect(report.counts[.runs] == 1)
        #expect(report.counts[.verdicts] == 1)
        #expect(report.counts[.proofs] == result.entries + 2)
        #expect(report.notChecked.contains { $0.hasPrefix("what is not of the chosen runs") })
        let text = String(decoding: try RegularFile.read(result.folder + "/entries.jsonl"), as: UTF8.self)
        #expect(!text.contains(ids[0]) && text.contains(ids[1]))
        await #expect(throws: (any Error).self) { try await Self.export(ledger, ExportRequest(runs: ["ZZZZZZZZ"])) }
    }

    @Test func `an export is in the ledger, and the ledger stays whole`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        let result = try await Self.export(ledger)
        let report = try await LedgerAudit().verify(ledger.home, ledger.environment)
        #expect(report.findings == [])
        #expect(report.counts[.entries] == result.entries)
        let text = String(decoding: try RegularFile.read(result.folder + "/entries.jsonl"), as: UTF8.self)
        #expect(text.contains("\"type\":\"export\""))
    }

    @Test(arguments: UInt64(0)..<6) func `no flipped byte of any file stays hidden`(seed: UInt64) async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun(picture: Array(repeating: 1, count: 600)))
        let result = try await Self.export(ledger, ExportRequest(withPrompts: true))
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        for name in TemporaryTree.files(result.folder) {
            let path = "\(result.folder)/\(name)"
            let original = try RegularFile.read(path)
            for _ in 0..<3 {
                let place = next(original.count)
                try TemporaryTree.flip(path, at: place, bit: 1 << UInt8(next(8)))
                let report = try Self.verify(result)
                #expect(!report.findings.isEmpty, "\(name) at \(place)")
                try TemporaryTree.overwrite(path, original)
            }
        }
        #expect(try Self.verify(result).findings == [])
    }

    @Test func `a changed picture is named with its run, even when the sums were made to fit`() async throws {
        let ledger = try SampleLedger()
        let run = SampleRun(task: "cat-warm")
        let id = try await ledger.record(run)[0]
        let result = try await Self.export(ledger)
        let name = "artifacts/\(run.digest.hex).bin"
        try TemporaryTree.flip("\(result.folder)/\(name)", at: 77)
        for fits in [false, true] {
            if fits { try Self.relist(result.folder) }
            let report = try Self.verify(result)
            let finding = try #require(report.findings.first { $0.check == .blob })
            #expect(finding.path == name)
            #expect(finding.line.hasPrefix("\(name) is not what entry "))
            #expect(finding.line.hasSuffix("run \(id.suffix(8)), cat-warm"))
        }
    }

    @Test(arguments: [
        (
            "entries.jsonl", "\"provider\":\"happy\"", "\"provider\":\"mappy\"", Finding.Check.entry,
            "in entries.jsonl is not the one that was signed"
        ),
        ("verdicts.jsonl", "accepted", "rejected", .bundle, "does not list the verdicts"),
        ("index.json", "\"scope\": \"whole\"", "\"scope\": \"whale\"", .bundle, "does not describe a bundle"),
        ("index.json", "\"size\": 1", "\"size\": 2", .bundle, "do not agree"),
        ("checkpoint", "\n1", "\n2", .checkpoint, "does not fit the note"),
        ("values.jsonl", "orange", "purple", .commitment, "what was committed to"),
    ])
    func `a change that the sums were made to fit is found all the same`(
        name: String,
        old: String,
        new: String,
        check: Finding.Check,
        words: String
    ) async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        let result = try await Self.export(ledger, ExportRequest(withPrompts: true))
        let path = "\(result.folder)/\(name)"
        let text = String(decoding: try RegularFile.read(path), as: UTF8.self)
        let range = try #require(text.firstRange(of: old))
        try TemporaryTree.overwrite(path, Array(text.replacingCharacters(in: range, with: new).utf8))
        try Self.relist(result.folder)
        let report = try Self.verify(result)
        #expect(
            report.findings.contains { $0.check == check && $0.message.contains(words) },
            "\(report.lines.joined(separator: "\n"))"
        )
    }

    @Test func `files that are gone, new or of another ledger are found`() async throws {
        let ledger = try SampleLedger()
        let run = SampleRun()
        try await ledger.record(run)
        let result = try await Self.export(ledger)
        let proof = "artifacts/\(run.digest.hex).tlog-proof"
        try RegularFile.remove("\(result.folder)/\(proof)")
        try TemporaryTree.overwrite("\(result.folder)/extra", [1])
        let report = try Self.verify(result)
        #expect(report.findings.contains { $0.path == proof })
        #expect(report.findings.contains { $0.message == "extra is not listed in SHA256SUMS" })
        let other = try SampleLedger()
        try await other.record(run)
        let foreign = try await Self.export(other)
        for name in ["keys/log.vkey", "keys/log.pem", "checkpoint"] {
            try TemporaryTree.overwrite("\(result.folder)/\(name)", RegularFile.read("\(foreign.folder)/\(name)"))
        }
        try Self.relist(result.folder)
        #expect(try Self.verify(result).findings.contains { $0.check == .checkpoint })
    }

    @Test func `a secret stops the export, unless a person has looked at it`() async throws {
        let ledger = try SampleLedger()
        var run = SampleRun(task: "sk-live-4242424242424242")
        run.answerText = "{\"api_key\":\"hidden-value-12345\",\"data\":[{\"b64_json\":\""
        try await ledger.record(run)
        let export = Export(
            ledger.home,
            secrets: [KnownSecret(name: "$KEY", value: Secret("sk-live-4242424242424242"))],
            ledger.environment
        )
        let size = try ledger.reader().size
        do {
            _ = try await export.perform(ExportRequest())
            Issue.record("the export was not stopped")
        } catch let report as Report {
            #expect(report.code == .secretFound)
            #expect(report.exit == .evidenceBroken)
            #expect(report.message.contains("the secret $KEY stands in entry"))
            #expect(!report.message.contains("hidden-value"))
        }
        #expect(!RegularFile.exists("\(ledger.folder)/audits"))
        #expect(try ledger.reader().size == size)
        let reader = try ledger.reader()
        let plan = try ExportPlan(reader, ExportRequest())
        let scan = ExportScan(
            reader: reader,
            scan: SecretScan(export.secrets, isStructural: true, byLooks: true),
            joined: SecretScan(export.secrets, isStructural: false)
        )
        let hits = try scan.findings(plan, withPrompts: false)
        var request = ExportRequest(accepted: Set(hits.map(\.id)), reason: "a test's own")
        request.folder = "accepted"
        let result = try await export.perform(request)
        #expect(result.accepted == hits.count)
        #expect(result.index["reason"]?.string == "a test's own")
        let index = String(decoding: try RegularFile.read(result.folder + "/index.json"), as: UTF8.self)
        #expect(index.contains(hits[0].id))
    }

    @Test func `a picture that was changed is not handed out, and nothing is left behind`() async throws {
        let ledger = try SampleLedger()
        let run = SampleRun()
        try await ledger.record(run)
        try TemporaryTree.flip(try ledger.stored(run.digest), at: 5)
        await #expect(throws: (any Error).self) { try await Self.export(ledger) }
        #expect(RegularFile.names(in: "\(ledger.folder)/audits") == [])
    }

    @Test func `an earlier checkpoint is compared with a bundle, too`() async throws {
        let ledger = try SampleLedger()
        try await ledger.record(SampleRun())
        let early = try #require(try ledger.reader().latestCheckpoint())
        try await ledger.record(SampleRun(task: "dog", picture: [5]))
        let result = try await Self.export(ledger)
        let report = try BundleAudit(against: EarlierCheckpoint(note: early.note, path: "early")).verify(result.folder)
        #expect(report.findings == [])
        #expect(report.notes.map(\.code).contains("audit.consistent"))
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: text)
        return copy
    }
}
