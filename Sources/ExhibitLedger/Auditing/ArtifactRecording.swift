package import ExhibitModel
import ExhibitRecord

/// One row of the table `artifact`: where to look for the entry that recorded a file.
package struct ArtifactRecording: Sendable, Hashable {
    package let run: String
    package let role: String
    package let entry: Int64
    package let digest: Digest
}

extension AuditReader {
    /// Who recorded these bytes, in the order of the entries.
    package func recordings(of digest: Digest) throws -> [ArtifactRecording] {
        try recordings(
            "SELECT run_id, role, entry, sha256 FROM artifact WHERE sha256 = ?1 ORDER BY entry",
            digest.hex
        )
    }

    /// A run's outputs in their order.
    package func outputs(of run: String) throws -> [ArtifactRecording] {
        try recordings(
            "SELECT run_id, role, entry, sha256 FROM artifact WHERE run_id = ?1 AND role = 'output' ORDER BY n, entry",
            run
        )
    }

    private func recordings(_ query: StaticString, _ value: String) throws -> [ArtifactRecording] {
        try connection.rows(query, [.text(value)]) { row in
            row.text(3).flatMap { Digest(hex: $0) }.map {
                ArtifactRecording(run: row.text(0) ?? "", role: row.text(1) ?? "", entry: row.integer(2), digest: $0)
            }
        }.compactMap { $0 }
    }
}
