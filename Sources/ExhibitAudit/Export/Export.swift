import ExhibitJSON
package import ExhibitLedger
package import ExhibitModel
import ExhibitProof
import ExhibitRecord
package import ExhibitRedaction
import Glibc

/// `audit export`: a bundle that others verify without the home.
package struct Export: Sendable {
    let home: Home
    let environment: Environment
    let secrets: [KnownSecret]

    package init(_ home: Home, secrets: [KnownSecret], _ environment: Environment) {
        self.home = home
        self.environment = environment
        self.secrets = secrets
    }

    /// Writes the bundle, or nothing at all.
    ///
    /// - Throws: `secret.found` when a secret would go out, `output.exists`, `evidence.broken` when what the ledger names
    ///   is not there.
    package func perform(_ request: ExportRequest) async throws -> ExportResult {
        let start = try AuditReader(home, environment)
        let plan = try ExportPlan(start, request)
        let hits = try refuseSecrets(start, plan, request)
        let folder = request.folder.map(environment.absolute)
        if let folder, RegularFile.exists(folder) { throw Self.exists(folder) }
        let isSigned = try await announce(start, plan, request, accepted: hits)
        let reader = try AuditReader(home, environment)
        guard let head = try reader.latestCheckpoint() else {
            throw Report(
                .evidenceBroken,
                "no checkpoint was ever signed, and none can be signed now",
                hint: "make the home writable, then try again"
            )
        }
        let destination = folder ?? defaultFolder(reader.identity, head.size)
        guard !RegularFile.exists(destination) else { throw Self.exists(destination) }
        let scratch = "\(destination).\(getpid()).tmp"
        do {
            var result = try write(reader, plan, request, head, hits, scratch, destination)
            if !isSigned {
                result.notes.append(
                    Note(
                        "export.not_recorded",
                        "the home cannot be written: the export is not in the ledger, and ends at its last checkpoint"
                    )
                )
            }
            try RegularFile.rename(scratch, to: destination)
            try RegularFile.syncFolder(of: destination)
            return result
        } catch {
            BundleWriter.discard(scratch)
            throw error
        }
    }

    private static func exists(_ folder: String) -> Report {
        Report(.outputExists, "\(folder) is there already; nothing was exported", hint: "choose another --out")
    }

    private func defaultFolder(_ identity: Identity, _ size: Int64) -> String {
        // To the minute, as `20261121T0930Z`.
        let minute = environment.now().compact.dropLast(3) + "Z"
        return environment.absolute("audits/\(identity.name)-\(size)-\(minute)")
    }

    /// - Returns: the hits that a person has accepted.
    private func refuseSecrets(_ reader: AuditReader, _ plan: ExportPlan, _ request: ExportRequest) throws -> [Finding]
    {
        let scan = ExportScan(
            reader: reader,
            scan: SecretScan(secrets, isStructural: true, byLooks: true),
            joined: SecretScan(secrets, isStructural: false)
        )
        let findings = try scan.findings(plan, withPrompts: request.withPrompts)
        let refused = findings.filter { !request.accepted.contains($0.id) }
        guard let first = refused.first else { return findings }
        let listed = refused.prefix(5).map { "\($0.line) [\($0.id)]" }.joined(separator: "; ")
        let more = refused.count > 5 ? "; and \(refused.count - 5) more" : ""
        throw Report(
            .secretFound,
            "\(listed)\(more); nothing was exported",
            hint: "change that key at the provider; if it is none: --accept-finding \(first.id) --reason TEXT"
        )
    }

    /// Records the export and signs the tree; false when the home cannot be written.
    private func announce(
        _ reader: AuditReader,
        _ plan: ExportPlan,
        _ request: ExportRequest,
        accepted: [Finding]
    ) async throws -> Bool {
        guard RegularFile.isWritableFolder(home.path) else { return false }
        let recorder = try await Recorder(home: home, environment)
        var body: JSONObject = [
            "entries": .number(JSONNumber(reader.size)), "runs": .int(plan.runs.count),
            "with_prompts": .bool(request.withPrompts),
            "files": .int(plan.artifacts.count),
            "scope": .string((plan.chosen == nil ? BundleScope.whole : .partial).rawValue),
        ]
        if !accepted.isEmpty {
            body["accepted_findings"] = .array(accepted.prefix(16).map { .string($0.id) })
            body["reason"] = request.reason.map(JSONValue.string)
        }
        try await recorder.append(Append([EntryDraft(.export, body)]))
        try await recorder.close()
        return true
    }

    private func write(
        _ reader: AuditReader,
        _ plan: ExportPlan,
        _ request: ExportRequest,
        _ head: (size: Int64, note: [UInt8]),
        _ accepted: [Finding],
        _ scratch: String,
        _ destination: String
    ) throws -> ExportResult {
        let scope: BundleScope = plan.chosen == nil ? .whole : .partial
        try RegularFile.makeFolder(RegularFile.folder(of: destination))
        let writer = try BundleWriter(scratch)
        let contents = ExportContents(reader: reader, plan: plan, size: head.size, note: head.note, writer: writer)
        let checkpoint = try contents.keysAndCheckpoint()
        let written = try contents.entries()
        let tiles = try ExportTiles(reader: reader, size: head.size, writer: writer).write(scope)
        try contents.files()
        try AnchorFiles(reader: reader, plan: plan, size: head.size, writer: writer).write()
        try ReviewFile.write(plan.envelopes, reader.blob, writer)
        let attested = AttestedHead(identity: reader.identity, checkpoint: checkpoint)
        let attestations = try AttestationExport(contents: contents, head: attested, announced: written.statementKeys)
            .write(home)
        try WireFiles(reader: reader, plan: plan, size: head.size, showsValues: request.withPrompts).write(writer)
        let values = request.withPrompts ? try contents.values() : nil
        let index = ExportIndex(
            scope: scope,
            identity: reader.identity,
            checkpoint: checkpoint,
            plan: plan,
            written: written,
            values: values,
            tiles: tiles,
            attestations: attestations,
            accepted: accepted,
            reason: request.reason,
            madeAt: environment.now()
        )
        try writer.write(BundleLayout.index, index.bytes)
        let guide = BundleGuide.text(scope, size: head.size, hasFiles: !plan.artifacts.isEmpty)
        try writer.write(BundleLayout.guide, Array(guide.utf8))
        for recipe in Recipes.all(scope) { try writer.write(BundleLayout.recipes + recipe.name, recipe.bytes) }
        try writer.finish()
        return ExportResult(
            folder: destination,
            index: index.object,
            entries: written.entries,
            pictures: plan.pictures,
            reviews: plan.reviews,
            withPrompts: request.withPrompts,
            accepted: accepted.count
        )
    }
}
