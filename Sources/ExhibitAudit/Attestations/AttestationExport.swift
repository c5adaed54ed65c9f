import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// Signs what is said of each accepted artifact, and puts it beside the file (evidence.md §2.3).
struct AttestationExport {
    let contents: ExportContents
    let head: AttestedHead
    /// What the bundle's own sessions name: a key that none of them names would be anybody's.
    let announced: Set<String>

    /// The index's member; nil when nothing can be signed: the home has no key that its ledger names.
    func write(_ home: Home) throws -> JSONObject? {
        guard let key = try Self.key(home), announced.contains(Base64.encode(key.publicKey.spki)) else { return nil }
        try contents.writer.write(BundleLayout.statementKey, Array(key.publicKey.pem.utf8))
        let lines = try self.lines(key)
        for (hex, text) in lines.sorted(by: { $0.key < $1.key }) {
            try contents.writer.write(BundleLayout.statements(hex), Array(text.utf8))
        }
        return [
            "form": .int(ArtifactStatements.form), "keyid": .string(key.publicKey.keyID), "files": .int(lines.count),
        ]
    }

    private static func key(_ home: Home) throws -> P256PrivateKey? {
        // A home that is only read may keep its keys to itself.
        RegularFile.isWritableFolder(home.path) ? try Keys.statement(of: home) : try? Keys.statement(of: home)
    }

    /// By artifact, one envelope on each line; a file that several runs made has the lines of each, in their order.
    private func lines(_ key: P256PrivateKey) throws -> [String: String] {
        let names = Dictionary(
            contents.plan.artifacts.map { ($0.digest.hex, $0.digest) },
            uniquingKeysWith: { first, _ in first }
        )
        var lines: [String: String] = [:]
        for run in contents.plan.runs.sorted() {
            guard let replay = try replay(run),
                case .attested(let attested) = AttestedRun.standing(replay, blob: contents.reader.blob)
            else { continue }
            for (hex, output) in AttestedRun.outputs(replay) {
                guard let digest = names[hex], let name = try contents.name(digest) else { continue }
                let statements = ArtifactStatements(
                    run: attested,
                    output: output,
                    digest: digest,
                    name: name,
                    head: head
                )
                for statement in statements.all() {
                    var envelope = DSSEEnvelope(payload: try statement.bytes())
                    envelope.sign(with: key)
                    lines[hex, default: ""] += envelope.line + "\n"
                }
            }
        }
        return lines
    }

    /// The run as far as the head covers it.
    private func replay(_ run: String) throws -> RunReplay? {
        guard let replay = try contents.reader.replay(run) else { return nil }
        return try RunReplay(replaying: replay.entries.filter { $0.seq < contents.size })
    }
}
