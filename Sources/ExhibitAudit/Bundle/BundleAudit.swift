import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord
package import ExhibitRedaction

/// `audit verify --bundle`: a bundle checked without the home that it came from.
package struct BundleAudit: Sendable {
    package var against: EarlierCheckpoint?
    package var secrets: [KnownSecret]

    package init(against: EarlierCheckpoint? = nil, secrets: [KnownSecret] = []) {
        self.against = against
        self.secrets = secrets
    }

    /// - Throws: when the folder is not there; everything else is a finding.
    package func verify(_ folder: String) throws -> AuditReport {
        guard RegularFile.facts(folder)?.isFolder == true else {
            throw Report(.fileNotFound, "there is no bundle \(folder)")
        }
        var report = AuditReport(.bundle, path: folder)
        let files = BundleFiles(folder, &report)
        let reading = try BundleReading(files, SecretScan(secrets, isStructural: true), &report)
        if let reading { try reading.run(against, &report) }
        files.finish(&report)
        Remarks(depth: .everything, hasSecrets: true, isCompared: against != nil).add(to: &report)
        return report
    }
}
