import ExhibitArchive
import ExhibitCrypto
import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// The files at users' paths: where they are still there, they must be what was recorded.
struct DeliveredFileCheck {
    /// By path, the last that was delivered there.
    private var latest: [String: DeliveredFile] = [:]
    private var replaced = 0

    /// The files that a run delivered.
    static func files(_ run: RunReplay, _ evidence: any EvidenceSource) throws -> [DeliveredFile] {
        try (run.outputs + run.derived).compactMap { output in
            guard let path = try output.body["path_commit"]?.string.flatMap({ try evidence.value($0) }),
                let digest = output.body["sha256"]?.string.flatMap({ Digest(hex: $0) }),
                let bytes = output.body["bytes"]?.int
            else { return nil }
            return DeliveredFile(
                path: path,
                sha256: digest,
                bytes: Int64(bytes),
                place: Place(output),
                entry: output.seq
            )
        }
    }

    mutating func add(_ files: [DeliveredFile]) {
        for file in files {
            if let other = latest[file.path] {
                replaced += 1
                if other.entry > file.entry { continue }
            }
            latest[file.path] = file
        }
    }

    func check(_ budget: ReadingBudget, _ report: inout AuditReport) {
        report.counts[.filesReplaced] = replaced
        for file in latest.values.sorted(by: { $0.entry < $1.entry }) {
            guard let facts = RegularFile.facts(file.path) else {
                report.counts[.filesAway] += 1
                continue
            }
            report.counts[.files] += 1
            guard facts.isRegular, facts.bytes == file.bytes else {
                report.add(finding(file, "\(facts.bytes) bytes instead of \(file.bytes)"))
                continue
            }
            guard budget.allows(file.sha256, bytes: file.bytes) else {
                report.counts[.filesUnread] += 1
                continue
            }
            guard let actual = Self.hash(file.path) else {
                report.add(finding(file, "it cannot be read"))
                continue
            }
            if actual != file.sha256 { report.add(finding(file, BlobCheck.difference(actual, file.sha256))) }
        }
    }

    private func finding(_ file: DeliveredFile, _ reason: String) -> Finding {
        Finding(
            .delivered,
            "\(file.path) is not what entry \(file.entry) recorded (\(reason))",
            at: file.place,
            path: file.path
        )
    }

    private static func hash(_ path: String) -> Digest? {
        var hash = SHA256()
        do {
            try BlobSource.file(path).forEachWindow { hash.update($0) }
        } catch {
            return nil
        }
        return hash.finish()
    }
}
