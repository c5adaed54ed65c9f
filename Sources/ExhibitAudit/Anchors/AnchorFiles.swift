import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// Puts what outside parties have dated into a bundle: their answers, the checkpoints that they are about, and the roots.
struct AnchorFiles {
    let reader: AuditReader
    let plan: ExportPlan
    /// How many entries the bundle's checkpoint covers.
    let size: Int64
    let writer: BundleWriter

    func write() throws {
        var written: Set<String> = []
        for row in try reader.anchorRows() where row.id < size && row.kind == AnchorKind.rfc3161.rawValue {
            guard let entry = try reader.entry(row.id), entry.type == .anchorRFC3161,
                let der = entry.body["der_sha256"]?.string, let hex = entry.body["note_sha256"]?.string,
                let note = try reader.checkpointNote(row.size)
            else { throw missing(row.id) }
            if written.insert(der).inserted { try writer.write(BundleLayout.timeStamp(der), row.proof) }
            if written.insert(hex).inserted { try writer.write(BundleLayout.anchoredNote(hex), note) }
        }
        let evidence = HomeEvidence(reader: reader)
        for digest in plan.roots.sorted() {
            guard let blob = try evidence.blob(digest) else { throw missing(nil) }
            try writer.copy(blob, as: BundleLayout.roots(digest.hex), digest)
        }
    }

    private func missing(_ entry: Int64?) -> Report {
        Report(
            .evidenceBroken,
            entry.map { "the proof that entry \($0) records is not here" } ?? "the roots of a time stamp are not here",
            hint: "exhibit audit verify says more; nothing was exported"
        )
    }
}
