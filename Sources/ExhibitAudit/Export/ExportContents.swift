import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitMedia
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// Fills a bundle from one snapshot of the ledger.
struct ExportContents {
    let reader: AuditReader
    let plan: ExportPlan
    /// The signed head that everything is proven against, and the entries that it covers.
    let size: Int64
    let note: [UInt8]
    let writer: BundleWriter

    struct Written {
        var entries = 0
        var verdicts = 0
        /// The keys for statements that the written sessions name (SPKI in base64).
        var statementKeys: Set<String> = []
    }

    private var evidence: HomeEvidence { HomeEvidence(reader: reader) }

    private struct Hole: Error {}

    private func node(_ level: Int, _ index: Int64) throws -> Digest {
        guard let hash = try reader.node(level, index) else {
            throw Report(
                .evidenceBroken,
                "node \(level)/\(index) of the tree is missing",
                hint: "exhibit audit verify says more; nothing was exported"
            )
        }
        return hash
    }

    func entries() throws -> Written {
        var written = Written()
        var listing = VerdictListing()
        var proofs: [UInt8] = []
        try writer.write(BundleLayout.entries) { put in
            try reader.forEachEntry { index, bytes in
                guard index < size else { return }
                let entry = try Entry(parsing: bytes, at: index)
                guard plan.includes(entry) else { return }
                try put(bytes + [UInt8(ascii: "\n")])
                written.entries += 1
                listing.add(entry)
                if let key = entry.body["statement_public"]?.string { written.statementKeys.insert(key) }
                if plan.chosen != nil { proofs += try proofLine(index) }
            }
        }
        if plan.chosen != nil { try writer.write(BundleLayout.proofs, proofs) }
        try writer.write(BundleLayout.verdicts, listing.bytes)
        written.verdicts = listing.count
        return written
    }

    private func proofLine(_ index: Int64) throws -> [UInt8] {
        let path = try MerkleTree.inclusionPath(index: index, size: size, node: node)
        let line: JSONValue = [
            "index": .number(JSONNumber(index)), "path": .array(path.map { .string(Base64.encode($0.bytes)) }),
        ]
        return try CanonicalJSON.bytes(line) + [UInt8(ascii: "\n")]
    }

    func files() throws {
        for digest in plan.plainBlobs { try copy(digest, as: BundleLayout.blob(digest.hex)) }
        for digest in plan.policies.sorted() { try copy(digest, as: BundleLayout.policy(digest.hex)) }
        for artifact in plan.artifacts {
            guard let blob = try evidence.blob(artifact.digest) else {
                guard try evidence.erasure(artifact.digest) == nil else { continue }
                throw missing(artifact.digest)
            }
            try writer.copy(blob, as: BundleLayout.artifact(artifact.digest.hex, fileExtension(blob)), artifact.digest)
            try writer.write(BundleLayout.proof(artifact.digest.hex), proof(artifact.entry).bytes)
            guard let verdict = plan.verdicts[artifact.run] else { continue }
            try writer.write(BundleLayout.verdictProof(artifact.digest.hex), proof(verdict.entry).bytes)
        }
    }

    private func copy(_ digest: Digest, as name: String) throws {
        guard let blob = try evidence.blob(digest) else { throw missing(digest) }
        try writer.copy(blob, as: name, digest)
    }

    private func missing(_ digest: Digest) -> Report {
        Report(
            .evidenceBroken,
            "\(digest.hex.prefix(16))… is not in the store",
            hint: "exhibit audit verify says more; nothing was exported"
        )
    }

    /// The file name of an artifact; nil when it is not in the store.
    func name(_ digest: Digest) throws -> String? {
        try evidence.blob(digest).map { "\(digest.hex).\(try fileExtension($0))" }
    }

    private func fileExtension(_ blob: HeldBlob) throws -> String {
        let source =
            try blob.path.map { path throws(FileFault) in try ByteSource(path: path) }
            ?? ByteSource(bytes: blob.bytes() ?? [])
        return try MediaProbe.probe(source)?.fileExtension ?? "bin"
    }

    private func proof(_ index: Int64) throws -> TlogProof {
        TlogProof(
            index: index,
            path: try MerkleTree.inclusionPath(index: index, size: size, node: node),
            checkpointNote: note,
            extra: try reader.entryBytes(index)
        )
    }

    func keysAndCheckpoint() throws -> Checkpoint {
        let identity = reader.identity
        let signed = try SignedNote(parsing: note)
        let checkpoint = try CheckpointCheck.read(note, identity)
        try writer.write(BundleLayout.checkpoint, note)
        try writer.write(BundleLayout.checkpointBody, checkpoint.body)
        let own = signed.signatures.first { $0.name == identity.origin }
        try writer.write(BundleLayout.checkpointSignature, own?.signature ?? [])
        try writer.write(BundleLayout.verifierKey, Array((identity.vkey.text + "\n").utf8))
        try writer.write(BundleLayout.publicKey, Array(Ed25519.publicKeyPEM(identity.vkey.publicKey).utf8))
        return checkpoint
    }

    func values() throws -> Int {
        var count = 0
        try writer.write(BundleLayout.values) { put in
            for commit in plan.commitments.keys.sorted() {
                guard let value = try reader.privateValue(commit), let salt = try reader.salt(commit) else { continue }
                let line: JSONValue = [
                    "commit": .string(commit), "salt": .string(Hex.encode(salt)), "value": .string(value),
                ]
                try put(try CanonicalJSON.bytes(line) + [UInt8(ascii: "\n")])
                count += 1
            }
        }
        return count
    }
}
