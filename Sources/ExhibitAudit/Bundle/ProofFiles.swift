import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// The proof that lies beside each artifact: it shows the entry that recorded the file, and the verdict on it.
struct ProofFiles {
    let files: BundleFiles
    let evidence: BundleEvidence
    let head: BundleHead

    func check(_ report: inout AuditReport) {
        for (hex, name) in evidence.contents.sorted(by: { $0.key < $1.key }) where name.hasPrefix("artifacts/") {
            let stored = entry(BundleLayout.proof(hex), isNeeded: true, &report)
            if let stored,
                stored.type != .artifactStored && stored.type != .artifactDerived
                    || stored.body["sha256"]?.string != hex
            {
                report.add(
                    Finding(
                        .proof,
                        "\(BundleLayout.proof(hex)) shows another entry than the file's own",
                        at: Place(stored),
                        path: BundleLayout.proof(hex)
                    )
                )
            }
            guard let verdict = entry(BundleLayout.verdictProof(hex), isNeeded: false, &report) else { continue }
            // Whose run it is, is not known when the other proof shows nothing.
            if verdict.type != .verdict || stored != nil && verdict.run != stored?.run {
                report.add(
                    Finding(
                        .proof,
                        "\(BundleLayout.verdictProof(hex)) shows another entry than the verdict on the file's run",
                        at: Place(verdict),
                        path: BundleLayout.verdictProof(hex)
                    )
                )
            }
        }
    }

    /// The entry that a proof file shows; nil when there is none or it shows nothing.
    private func entry(_ name: String, isNeeded: Bool, _ report: inout AuditReport) -> Entry? {
        guard isNeeded || files.has(name) else { return nil }
        guard let bytes = files.read(name, &report) else { return nil }
        do {
            let entry = try Self.entry(shownBy: bytes, head.identity, head.checkpoint)
            report.counts[.proofs] += 1
            return entry
        } catch let error as any Reportable {
            report.add(Finding(.proof, "\(name): \(error.report.message)", path: name))
        } catch {
            report.add(Finding(.proof, "\(name): \(error)", path: name))
        }
        return nil
    }

    /// The entry that a proof shows to be one of those that the checkpoint covers.
    static func entry(shownBy bytes: [UInt8], _ identity: Identity, _ checkpoint: Checkpoint) throws -> Entry {
        let proof = try TlogProof(parsing: bytes)
        guard let extra = proof.extra else { throw ProofError.malformedProof("it does not carry its entry") }
        guard try proof.verify(leafEntry: extra, keys: [identity.vkey]) == checkpoint else {
            throw ProofError.malformedProof("it is made for another checkpoint")
        }
        return try Entry(parsing: extra, at: proof.index)
    }
}
