import ExhibitArchive
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// Looks for secrets in everything that a bundle would hold, before any of it is written.
struct ExportScan {
    let reader: AuditReader
    let scan: SecretScan
    /// For texts whose parts were looked at already, where a value may stand over a joint.
    let joined: SecretScan

    func findings(_ plan: ExportPlan, withPrompts: Bool) throws -> [Finding] {
        var findings: [Finding] = []
        try reader.forEachEntry { index, bytes in
            let hits = scan.hits(in: bytes)
            guard !hits.isEmpty else { return }
            let entry = try Entry(parsing: bytes, at: index)
            guard plan.includes(entry) else { return }
            findings += hits.map { Finding(.secret, "\($0) stands in entry \(index)", at: Place(entry)) }
        }
        let evidence = HomeEvidence(reader: reader)
        for digest in plan.plainBlobs + plan.policies.sorted() + plan.artifacts.map(\.digest) {
            guard let blob = try evidence.blob(digest), !SecretScan.isMedia(blob.media), let bytes = blob.bytes(),
                bytes.count <= SecretScan.sizeLimit
            else { continue }
            findings += scan.hits(in: bytes).map { Finding(.secret, "\($0) stands in \(blob.place)", path: blob.place) }
        }
        findings += try joints(plan, withPrompts: withPrompts, beyond: findings)
        guard withPrompts else { return findings }
        for commit in plan.commitments.keys.sorted() {
            guard let value = try reader.privateValue(commit) else { continue }
            findings += scan.hits(in: Array(value.utf8)).map {
                Finding(.secret, "\($0) stands in the private value \(commit.prefix(16))…")
            }
        }
        return findings
    }

    /// What only shows where the segments of a body stand together, as they do in the archives of `wire/`.
    private func joints(_ plan: ExportPlan, withPrompts: Bool, beyond told: [Finding]) throws -> [Finding] {
        guard joined.isArmed else { return [] }
        var findings: [Finding] = []
        let files = WireFiles(reader: reader, plan: plan, size: reader.size, showsValues: withPrompts)
        try files.forEach { record in
            let name = BundleLayout.har(record.run.run)
            for hit in joined.hits(in: try record.har()) where !told.contains(where: { $0.message.hasPrefix(hit) }) {
                findings.append(Finding(.secret, "\(hit) stands in \(name)", run: record.run.run, path: name))
            }
        }
        return findings
    }
}
