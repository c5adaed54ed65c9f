import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// Checks the statements beside a bundle's files: who signed them, about which file, and that the record says the same.
struct AttestationCheck {
    private let files: BundleFiles
    private let evidence: BundleEvidence
    private let head: BundleHead
    /// The keys that the ledger's sessions name (SPKI in base64).
    private var announced: Set<String> = []
    /// By artifact, the hashes of the payloads that the record gives.
    private var expected: [String: Set<Digest>] = [:]
    /// Artifacts of which the record cannot tell what would be said.
    private var untold: Set<String> = []

    init(_ files: BundleFiles, _ evidence: BundleEvidence, _ head: BundleHead) {
        self.files = files
        self.evidence = evidence
        self.head = head
    }

    mutating func take(_ entry: Entry) {
        guard entry.type == .sessionOpen, let key = entry.body["statement_public"]?.string else { return }
        announced.insert(key)
    }

    mutating func take(_ replay: RunReplay) {
        guard head.index["attestations"] != nil else { return }
        switch AttestedRun.standing(replay, blob: intact) {
        case .none: return
        case .unreadable: untold.formUnion(AttestedRun.outputs(replay).map(\.hex))
        case .attested(let run):
            for (hex, output) in AttestedRun.outputs(replay) {
                guard let digest = Digest(hex: hex), let path = evidence.contents[hex] else { continue }
                let name = RegularFile.name(of: path)
                let attested = AttestedHead(identity: head.identity, checkpoint: head.checkpoint)
                let statements = ArtifactStatements(
                    run: run,
                    output: output,
                    digest: digest,
                    name: name,
                    head: attested
                )
                for statement in statements.all() {
                    guard let bytes = try? statement.bytes() else {  // entries are canonical, or a finding
                        untold.insert(hex)
                        continue
                    }
                    expected[hex, default: []].insert(SHA256.hash(bytes))
                }
            }
        }
    }

    private func intact(_ hex: String) -> [UInt8]? {
        guard let digest = Digest(hex: hex), let blob = try? evidence.blob(digest), blob.actual == digest else {
            return nil  // a finding of its own
        }
        return blob.bytes()
    }

    func check(_ report: inout AuditReport) {
        let names = files.actual.keys.filter { $0.hasSuffix(BundleLayout.statementsSuffix) }.sorted()
        guard let told = head.index["attestations"] else {
            for name in names { add("\(name) is there, and \(BundleLayout.index) names no key for it", name, &report) }
            // A ledger of an older program has no key to sign with.
            if names.isEmpty, !announced.isEmpty {
                report.notChecked.append("statements about accepted artifacts: the bundle has none")
            }
            return
        }
        guard let key = key(told, &report) else { return }
        let isComparable = told["form"]?.int == ArtifactStatements.form
        if !isComparable, !names.isEmpty {
            report.notChecked.append("what statements say: they have a form that this version does not make")
        }
        // With an entry that was changed, what would be said is not what the ledger recorded.
        let isRecordWhole = report.findings.allSatisfy {
            $0.check != .entry && $0.check != .checkpoint && $0.path != BundleLayout.entries
        }
        for name in names {
            let hex = RegularFile.name(of: name).dropLast(BundleLayout.statementsSuffix.count)
            let compares = isComparable && isRecordWhole && !untold.contains(String(hex))
            check(name, String(hex), key, compares: compares, &report)
        }
        guard isComparable, isRecordWhole else { return }
        for hex in expected.keys.sorted() where !names.contains(BundleLayout.statements(hex)) {
            let name = BundleLayout.statements(hex)
            add("\(name) is not in the bundle, and the artifact was accepted", name, &report)
        }
    }

    /// The key, when it is the ledger's.
    private func key(_ told: JSONValue, _ report: inout AuditReport) -> P256PublicKey? {
        let name = BundleLayout.statementKey
        guard let bytes = files.read(name, &report) else { return nil }
        guard let key = P256PublicKey(pem: String(decoding: bytes, as: UTF8.self)), Array(key.pem.utf8) == bytes else {
            add("\(name) is no public key of P-256", name, &report)
            return nil
        }
        guard announced.contains(Base64.encode(key.spki)) else {
            add("\(name) is a key that no session of the ledger names", name, &report)
            return nil
        }
        if told["keyid"]?.string != key.keyID {
            add("\(BundleLayout.index) names another key than \(name)", BundleLayout.index, &report)
        }
        return key
    }

    private func check(
        _ name: String,
        _ hex: String,
        _ key: P256PublicKey,
        compares: Bool,
        _ report: inout AuditReport
    ) {
        guard let digest = Digest(hex: hex), evidence.contents[hex]?.hasPrefix("artifacts/") == true else {
            return add("\(name) lies beside no file of its name", name, &report)
        }
        guard let bytes = files.read(name, &report) else { return }
        guard bytes.isEmpty || bytes.last == UInt8(ascii: "\n") else {
            return add("\(name) does not end in a whole line", name, &report)
        }
        var found: Set<Digest> = []
        let lines = bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !bytes.isEmpty {
            let place = "\(name), line \(index + 1)"
            switch read(Array(line), digest, key) {
            case .failure(let fault): add("\(place): \(fault.reason)", name, &report)
            case .success(let payload):
                report.counts[.attestations] += 1
                let hash = SHA256.hash(payload)
                found.insert(hash)
                guard compares, expected[hex]?.contains(hash) != true else { continue }
                add("\(place): the statement is not what the record says", name, &report)
            }
        }
        if compares, let wanted = expected[hex], !wanted.isSubset(of: found) {
            add("\(name) lacks \(wanted.subtracting(found).count) of \(wanted.count) statements", name, &report)
        }
    }

    private struct Fault: Error {
        let reason: String
    }

    /// The payload of a line that is a statement about the file, under the ledger's key.
    private func read(_ line: [UInt8], _ digest: Digest, _ key: P256PublicKey) -> Result<[UInt8], Fault> {
        do throws(ProofError) {
            let envelope = try DSSEEnvelope(parsing: line)
            _ = try envelope.verified(by: [key])
            guard envelope.payloadType == DSSEEnvelope.statementType,
                let statement = InTotoStatement(parsing: envelope.payload)
            else { return .failure(Fault(reason: "it holds no in-toto statement")) }
            guard statement.subjects.map(\.sha256) == [digest] else {
                return .failure(Fault(reason: "it is about another file"))
            }
            return .success(envelope.payload)
        } catch {
            return .failure(Fault(reason: error.report.message))
        }
    }

    private func add(_ message: String, _ path: String, _ report: inout AuditReport) {
        report.add(Finding(.attestation, message, path: path))
    }
}
