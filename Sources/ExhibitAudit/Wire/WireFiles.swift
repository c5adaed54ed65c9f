import ExhibitArchive
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// `wire/`: for each run of a bundle what it sent and received, in the forms of other people's programs.
struct WireFiles {
    let reader: AuditReader
    let plan: ExportPlan
    /// Entries from this number on are not in the bundle.
    let size: Int64
    let showsValues: Bool

    /// Writes the archives.
    func write(_ writer: BundleWriter) throws {
        try forEach { record in
            try writer.write(BundleLayout.warc(record.run.run)) { put in try record.warc(put) }
            try writer.write(BundleLayout.har(record.run.run), try record.har())
        }
    }

    /// Every run's record, in the order in which the runs ended.
    func forEach(_ body: (WireRecord) throws -> Void) throws {
        var last: [String: Int64] = [:]
        try reader.forEachEntry { index, bytes in
            if index < size, let run = RunHint.run(bytes), plan.runs.contains(run) { last[run] = index }
        }
        var gathering = RunGathering(lastEntry: last) { try reader.entry($0) }
        let source = WireSource(evidence: HomeEvidence(reader: reader), showsValues: showsValues)
        try reader.forEachEntry { index, bytes in
            guard index < size, let run = RunHint.run(bytes), plan.runs.contains(run),
                let entries = try gathering.add(try Entry(parsing: bytes, at: index), at: index),
                let record = try WireRecord(entries, origin: reader.identity.origin, source)
            else { return }
            try body(record)
        }
    }
}
