import ExhibitCrypto
package import ExhibitJSON
package import ExhibitLedger
package import ExhibitModel
import ExhibitProof

/// `audit report`: an audit, and one page about the chosen runs.
///
/// Never writes to the home.
package struct AuditPage: Sendable {
    private let home: Home
    private let audit: LedgerAudit
    private let environment: Environment

    package init(_ home: Home, _ audit: LedgerAudit, _ environment: Environment) {
        self.home = home
        self.audit = audit
        self.environment = environment
    }

    /// What was made; nothing is written yet.
    package struct Made: Sendable {
        /// The page's bytes.
        package let html: [UInt8]
        package let sha256: Digest
        /// `exhibit.report/1`, as it stands in the page.
        package let document: JSONObject
        package let audit: AuditReport
        /// For the file's name.
        package let ledgerName: String
    }

    /// - Throws: `run.not_found`; `secret.found` when a credential would go out. A broken ledger is no error: the page says so.
    package func make(_ request: ReportRequest) async throws -> Made {
        let report = try await audit.verify(home, environment)
        let reader = try AuditReader(home, environment)
        // Others may have appended since: what was not audited is not shown.
        let selection = try ReportSelection(reader, request, limit: Int64(report.counts[.entries]))
        let checkpoint = try Self.checkpoint(reader, limit: Int64(report.counts[.entries]))
        let source = reader.recordSource()
        let runs = selection.runs.compactMap { ReportedRun($0.entries, others: selection.others, source) }
        let views = try await PictureViews.make(runs.flatMap { $0.pictures.prefix(ReportedPicture.limit) }, reader)
        let context = ReportContext(
            audit: report,
            dates: OutsideDates(selection.others, report.findings),
            signedSize: checkpoint?.size ?? 0,
            texts: PrivateTexts(reader: reader, isShown: request.withPrompts),
            views: views,
            madeAt: environment.now(),
            home: home.path,
            user: environment["HOME"]
        )
        let document = ReportDocument(request, reader.identity, checkpoint, context, runs, others: selection.others)
        try refuseSecrets(document.object)
        let html = ReportPage(document.object, views).bytes
        return Made(
            html: html,
            sha256: SHA256.hash(html),
            document: document.object,
            audit: report,
            ledgerName: reader.identity.name
        )
    }

    /// The newest head that somebody signed; whether the signature is right, the audit has said.
    private static func checkpoint(_ reader: AuditReader, limit: Int64) throws -> Checkpoint? {
        guard let head = try reader.latestCheckpoint(), head.size <= limit else { return nil }
        // The first three lines are what is signed.
        let lines = String(decoding: head.note, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return try? Checkpoint(parsing: Array((lines.prefix(3).joined(separator: "\n") + "\n").utf8))  // a finding
    }

    private func refuseSecrets(_ document: JSONObject) throws {
        let scan = SecretScan(audit.secrets, isStructural: true, byLooks: true)
        let hits = scan.hits(in: Array(JSONText.compact(.object(document)).utf8))
        guard let first = hits.first else { return }
        let more = hits.count > 1 ? ", and \(hits.count - 1) more" : ""
        throw Report(
            .secretFound,
            "\(first) stands in what the page would show\(more); nothing was written",
            hint: "exhibit audit verify says where it stands in the record; change that key at the provider"
        )
    }
}
