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
        guard let note = files.read(BundleLayout.checkpoint, &report),
            let identity = Self.identity(files, note, &report)
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

    /// From the first entry in either copy: the one whose key signed the checkpoint, if one did.
    private static func identity(_ files: BundleFiles, _ note: [UInt8], _ report: inout AuditReport) -> Identity? {
        let first = [firstInTile(files), firstLine(files)].compactMap { $0 }
        guard !first.isEmpty else {
            report.add(Finding(.bundle, "\(BundleLayout.entries) is not in the bundle", path: BundleLayout.entries))
            return nil
        }
        // What is no entry is told below, or where the copies are compared
        let found = first.compactMap { bytes in (try? Entry(parsing: bytes, at: 0)).flatMap(Identity.init) }
        guard let identity = found.first(where: { (try? CheckpointCheck.read(note, $0)) != nil }) ?? found.first else {
            report.add(Finding(.entry, "the first entry does not begin a ledger", entry: 0, path: BundleLayout.entries))
            return nil
        }
        return identity
    }

    private static func firstInTile(_ files: BundleFiles) -> [UInt8]? {
        let full = TilePlace(.entries, index: 0, width: TilePlace.fullWidth).path
        let names = [full] + files.actual.keys.filter { $0.hasPrefix(full + ".p/") }.sorted()
        guard let name = names.first(where: files.has), let bytes = try? RegularFile.read(files.path(name)),
            bytes.count > 2
        else { return nil }
        return Array(bytes.dropFirst(2).prefix(Int(bytes[0]) << 8 | Int(bytes[1])))
    }

    private static func firstLine(_ files: BundleFiles) -> [UInt8]? {
        guard files.has(BundleLayout.entries) else { return nil }
        var lines = Lines(files.path(BundleLayout.entries))
        // That it breaks off is told when it is read whole
        return (try? lines.next()) ?? []
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
