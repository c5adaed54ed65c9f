import ExhibitCrypto
import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// Who made a bundle and what it covers: the first entry, the key, the signed checkpoint, and the index.
struct BundleHead {
    let identity: Identity
    let checkpoint: Checkpoint
    let note: [UInt8]
    let scope: BundleScope
    let index: JSONObject

    /// Nil with a finding when the bundle cannot be tied to a ledger at all.
    init?(_ files: BundleFiles, _ report: inout AuditReport) {
        guard let identity = Self.identity(files, &report), let note = files.read(BundleLayout.checkpoint, &report)
        else { return nil }
        self.identity = identity
        self.note = note
        do throws(ProofError) {
            checkpoint = try CheckpointCheck.read(note, identity)
        } catch {
            report.add(
                Finding(
                    .checkpoint,
                    "\(BundleLayout.checkpoint): \(error.report.message)",
                    path: BundleLayout.checkpoint
                )
            )
            return nil
        }
        let bytes = files.read(BundleLayout.index, &report)
        let value = bytes.flatMap { try? JSONReader.read($0, .canonical) }  // told as a finding
        index = value?.object ?? [:]
        let word = index["scope"]?.string
        if index["schema"]?.string != BundleLayout.schema || word.flatMap(BundleScope.init(rawValue:)) == nil {
            report.add(Finding(.bundle, "\(BundleLayout.index) does not describe a bundle", path: BundleLayout.index))
        }
        scope = word.flatMap(BundleScope.init(rawValue:)) ?? (files.has(BundleLayout.proofs) ? .partial : .whole)
        compareIndex(&report)
        compareCopies(files, &report)
    }

    private static func identity(_ files: BundleFiles, _ report: inout AuditReport) -> Identity? {
        guard files.has(BundleLayout.entries) else {
            report.add(Finding(.bundle, "\(BundleLayout.entries) is not in the bundle", path: BundleLayout.entries))
            return nil
        }
        struct Stop: Error {}
        var first: [UInt8] = []
        do {
            try Lines.forEach(files.path(BundleLayout.entries)) { _, line in
                first = line
                throw Stop()
            }
        } catch {
            // Only the first line was wanted.
        }
        // Told as a finding
        guard let entry = try? Entry(parsing: first, at: 0), let identity = Identity(entry) else {
            report.add(Finding(.entry, "the first entry does not begin a ledger", entry: 0, path: BundleLayout.entries))
            return nil
        }
        return identity
    }

    private func compareIndex(_ report: inout AuditReport) {
        let told = (index["origin"]?.string, index["size"]?.int.map(Int64.init), index["root"]?.string)
        if told.0 != identity.origin || told.1 != checkpoint.size || told.2 != checkpoint.root.hex {
            report.add(
                Finding(.bundle, "\(BundleLayout.index) and the checkpoint do not agree", path: BundleLayout.index)
            )
        }
    }

    /// The key and the checkpoint in the forms that other programs read.
    private func compareCopies(_ files: BundleFiles, _ report: inout AuditReport) {
        // Parsed above
        let signature = (try? SignedNote(parsing: note))?.signatures.first { $0.name == identity.origin }?.signature
        let copies: [(name: String, bytes: [UInt8])] = [
            (BundleLayout.verifierKey, Array((identity.vkey.text + "\n").utf8)),
            (BundleLayout.publicKey, Array(Ed25519.publicKeyPEM(identity.vkey.publicKey).utf8)),
            (BundleLayout.checkpointBody, checkpoint.body), (BundleLayout.checkpointSignature, signature ?? []),
        ]
        for copy in copies {
            guard let bytes = files.read(copy.name, &report), bytes != copy.bytes else { continue }
            report.add(
                Finding(.bundle, "\(copy.name) is not the one that the ledger and its checkpoint give", path: copy.name)
            )
        }
    }
}
