package import ExhibitLedger
package import ExhibitModel
import ExhibitRecord
package import ExhibitRedaction

/// Everything that a home claims, asked again from its bytes: `audit verify`.
///
/// Never writes to the home.
package struct LedgerAudit: Sendable {
    package var depth: ReadingDepth
    package var against: EarlierCheckpoint?
    package var trust: TrustPolicyCheck?
    /// Credentials that must not stand anywhere in the record.
    package var secrets: [KnownSecret]

    package init(depth: ReadingDepth = .standard, against: EarlierCheckpoint? = nil, secrets: [KnownSecret] = []) {
        self.depth = depth
        self.against = against
        self.secrets = secrets
    }

    /// - Throws: when there is no ledger, or its database cannot be read at all; what is wrong inside is a finding.
    package func verify(_ home: Home, _ environment: Environment) async throws -> AuditReport {
        let identity = try Reader(home, environment).identity
        let heads = HeadsCheck(home, identity, environment)
        // On a connection of its own: none of the work waits for the other.
        async let signed = checkSigned(home, environment)
        var (report, roots) = try await readThrough(home, heads, environment)
        let (checkpoints, values) = try await signed
        let treeSize = Int64(report.counts[.entries])
        checkpoints.compare(roots, treeSize: treeSize, &report)
        heads.compare(checkpoints.signed, roots, treeSize: treeSize, identity, &report)
        if let trust {
            trust.check(
                try CosignatureCheck.notes(AuditReader(home, environment)),
                logs: [identity.vkey],
                &report
            )
        }
        against?.compare(identity, treeSize: treeSize, root: { roots[$0] }, &report)
        report.counts[.privateValues] = values.count
        for finding in values.findings { report.add(finding) }
        report.sortFindings()
        Remarks(depth: depth, hasSecrets: !secrets.isEmpty, isCompared: against != nil).add(to: &report)
        return report
    }

    @concurrent
    private func checkSigned(
        _ home: Home,
        _ environment: Environment
    ) async throws -> (checkpoints: CheckpointCheck, values: (count: Int, findings: [Finding])) {
        (
            try CheckpointCheck.of(home, isQuick: depth == .quick, environment),
            try PrivateValueCheck.of(home, environment)
        )
    }

    @concurrent
    private func readThrough(
        _ home: Home,
        _ heads: HeadsCheck,
        _ environment: Environment
    ) async throws -> (AuditReport, [Int64: Digest]) {
        let reading = try LedgerReading(
            home,
            self,
            wanted: heads.sizes + (against?.sizes ?? []),
            environment
        )
        return try await reading.run()
    }
}
