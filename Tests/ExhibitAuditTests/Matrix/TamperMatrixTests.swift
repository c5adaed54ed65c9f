import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord
import TestSupport
import Testing

@testable import ExhibitAudit

/// Goal 1 of evidence.md §12: every byte of entries, nodes, checkpoints, policies and proofs, changed one at a time.
///
/// Each change goes through the very checks that `audit verify` makes, at the place where they are exact. That whole audits
/// say the same is tested with the built command (`test_tampering.py`).
@Suite struct TamperMatrixTests {
    private let scan = SecretScan([], isStructural: false)

    @Test func `the ledger of the matrix is large enough and intact`() async throws {
        let ledger = try await MatrixLedger.shared.value
        #expect(ledger.entries.count >= 299)
        let report = try await LedgerAudit(depth: .everything).verify(ledger.home, ledger.environment)
        #expect(report.findings.map(\.line) == [])
    }

    @Test func `a changed byte of an entry is found at the entry, and the tree says nothing else`() async throws {
        let ledger = try await MatrixLedger.shared.value
        var (tree, honest) = (TreeCheck(ledger.nodes, wanted: []), AuditReport(.home, path: ""))
        var (count, missed, misplaced) = (0, [String](), [String]())
        var random = Seeded(1)
        for (index, bytes) in ledger.entries.enumerated() {
            let before = tree
            try tree.append(bytes, &honest)
            let step = MatrixLedger.step(19)
            for place in stride(from: index % step, to: bytes.count, by: step) {
                var changed = bytes
                changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                var (copy, report) = (before, AuditReport(.home, path: ""))
                try copy.append(changed, &report)
                count += 1
                if report.findings.isEmpty { missed.append("\(index):\(place)") }
                let isExact = report.findings.map(\.entry) == [Int64(index)] && report.findings[0].check == .tree
                if !isExact || copy.root != tree.root { misplaced.append("\(index):\(place)") }
            }
        }
        #expect(honest.findings == [] && missed == [] && misplaced == [], "\(count) changes")
        #expect(count >= ledger.entries.reduce(0) { $0 + $1.count } / MatrixLedger.step(19) - ledger.entries.count)
    }

    /// Whatever the changed bytes say when they are read, only the entry itself is spoken of.
    @Test func `reading a changed entry faults no other entry`() async throws {
        let ledger = try await MatrixLedger.shared.value
        var (reading, honest) = (EntryCheck(scan, isPartial: false), AuditReport(.home, path: ""))
        var misplaced: [String] = []
        var random = Seeded(2)
        for (index, bytes) in ledger.entries.enumerated() {
            let before = reading
            _ = reading.read(bytes, at: Int64(index), &honest)
            let step = MatrixLedger.step(67)
            for place in stride(from: index % step, to: bytes.count, by: step) {
                var changed = bytes
                changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                var (copy, report) = (before, AuditReport(.home, path: ""))
                _ = copy.read(changed, at: Int64(index), &report)
                if !report.findings.allSatisfy({ $0.entry == Int64(index) }) { misplaced.append("\(index):\(place)") }
            }
        }
        #expect(honest.findings == [] && misplaced == [])
    }

    @Test func `an entry that cannot be read faults neither its session nor the end of it`() async throws {
        let ledger = try await MatrixLedger.shared.value
        for broken in ledger.entries.indices.dropFirst() where broken < 30 || broken % 41 == 0 {
            var (reading, report) = (EntryCheck(scan, isPartial: false), AuditReport(.home, path: ""))
            for (index, bytes) in ledger.entries.enumerated() {
                _ = reading.read(index == broken ? Array(bytes.dropLast()) : bytes, at: Int64(index), &report)
            }
            #expect(report.findings.map(\.entry) == [Int64(broken)])
        }
    }

    @Test func `a changed byte of a node is found at the node or right above it, and nowhere else`() async throws {
        let ledger = try await MatrixLedger.shared.value
        var (count, wrong) = (0, [String]())
        var random = Seeded(3)
        let places = ledger.nodes.levels.enumerated().flatMap { level, nodes in nodes.indices.map { (level, $0) } }
        let step = MatrixLedger.step(101)
        for (number, (level, index)) in places.enumerated() {
            for byte in stride(from: (step - number * 32 % step) % step, to: 32, by: step) {
                var nodes = ledger.nodes
                nodes.levels[level][index][byte] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                let findings = try Self.walk(ledger.entries, nodes)
                count += 1
                let itself = findings.first.map { finding in
                    level == 0 ? finding.entry == Int64(index) : finding.message.contains("node \(level)/\(index) ")
                }
                let above = findings.dropFirst().map(\.message)
                let parent = "node \(level + 1)/\(index / 2) of the tree is not the hash of what is below it"
                if itself != true || !(above.isEmpty || above == [parent]) { wrong.append("\(level)/\(index):\(byte)") }
            }
        }
        #expect(wrong == [], "\(count) changes")
        #expect(count >= places.count * 32 / step)
    }

    @Test func `a changed byte of a checkpoint's note is no checkpoint of this ledger`() async throws {
        let ledger = try await MatrixLedger.shared.value
        var missed: [String] = []
        for (size, root, note) in ledger.checkpoints {
            for place in note.indices {
                var changed = note
                changed[place] ^= 1 << UInt8(place % 8)
                let found = try? CheckpointCheck.read(changed, ledger.identity)
                if let found, found.size == size, found.root.bytes == root { missed.append("\(size):\(place)") }
            }
        }
        #expect(missed == [] && ledger.checkpoints.count > 1)
    }

    @Test func `a changed byte of a policy or another small blob is found at the entry that names it`() async throws {
        let ledger = try await MatrixLedger.shared.value
        var (count, policies, wrong) = (0, 0, [String]())
        var seen: Set<Digest> = []
        for (index, bytes) in ledger.entries.enumerated() {
            let entry = try Entry(exactly: bytes, at: Int64(index))
            for name in NamedBlobs.of(entry) {
                guard let digest = Digest(hex: name.hex), let row = ledger.blobs[digest], let data = row.data,
                    seen.insert(digest).inserted
                else { continue }
                let isPolicy = entry.type == .policyAdopt
                if isPolicy { policies += 1 }
                for place in stride(from: 0, to: data.count, by: isPolicy ? 1 : 1024) {
                    var changed = data
                    changed[place] ^= 1 << UInt8(place % 8)
                    let evidence = MatrixEvidence(digest: digest, recordedBytes: row.bytes, bytes: changed)
                    var tally = RunTally()
                    _ = try BlobCheck(evidence, ReadingBudget(.everything), scan)
                        .check(name.hex, name.what, at: Place(entry), &tally)
                    count += 1
                    let isExact =
                        tally.findings.count == 1 && tally.findings[0].check == .blob
                        && tally.findings[0].entry == Int64(index)
                    if !isExact { wrong.append("\(index):\(place)") }
                }
            }
        }
        #expect(wrong == [] && policies > 0, "\(count) changes")
    }

    @Test func `a changed byte of a proof shows nothing`() async throws {
        let ledger = try await MatrixLedger.shared.value
        var request = ExportRequest()
        request.folder = "/tmp/exhibit-matrix-\(ledger.identity.ledger)"
        let result = try await Export(ledger.home, secrets: [], ledger.environment).perform(request)
        defer { TemporaryTree.remove(result.folder) }
        var report = AuditReport(.bundle, path: result.folder)
        let head = try #require(BundleHead(BundleFiles(result.folder, &report), &report))
        let names = TemporaryTree.files(result.folder).filter { $0.hasSuffix(".tlog-proof") }
        #expect(names.count >= 20)
        var (count, missed) = (0, [String]())
        for (number, name) in names.enumerated() {
            let proof = try RegularFile.read("\(result.folder)/\(name)")
            _ = try ProofFiles.entry(shownBy: proof, head.identity, head.checkpoint)
            let step = MatrixLedger.step(11)
            for place in stride(from: number % step, to: proof.count, by: step) {
                var changed = proof
                changed[place] ^= 1 << UInt8(place % 8)
                count += 1
                let shown = try? ProofFiles.entry(shownBy: changed, head.identity, head.checkpoint)
                if shown != nil { missed.append("\(name):\(place)") }
            }
        }
        #expect(missed == [], "\(count) changes")
    }

    private static func walk(_ entries: [[UInt8]], _ nodes: MatrixNodes) throws -> [Finding] {
        var (tree, report) = (TreeCheck(nodes, wanted: []), AuditReport(.home, path: ""))
        for entry in entries { try tree.append(entry, &report) }
        try tree.finish(&report)
        return report.findings
    }
}
