import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// One pass over a ledger: every entry is read once, and each run is checked when its last entry has come by.
final class LedgerReading {
    private let reader: AuditReader
    private let home: Home
    private let budget: ReadingBudget
    private let evidence: HomeEvidence
    private let runs: RunCheck
    private let folders: RunFolderCheck
    private var delivered = DeliveredFileCheck()
    private var report: AuditReport
    private var entries: EntryCheck
    private var tree: TreeCheck
    private var gathering: RunGathering
    private var uses = OutputUses()

    /// More missing entries in a row than anybody would list.
    private static let gapLimit: Int64 = 100_000

    init(_ home: Home, _ audit: LedgerAudit, wanted: [Int64], _ environment: Environment) throws {
        self.home = home
        reader = try AuditReader(home, environment)
        // Structure is looked for byte by byte: too slow for a quick look.
        let scan = SecretScan(audit.secrets, isStructural: audit.depth != .quick)
        budget = ReadingBudget(audit.depth)
        evidence = HomeEvidence(reader: reader)
        let isSigned = try reader.entry(0)?.body["vkey"] != nil
        runs = RunCheck(evidence, budget, scan, isSigned: isSigned, isBundle: false)
        folders = RunFolderCheck(reader, scan)
        report = AuditReport(.home, path: home.path)
        report.origin = reader.identity.origin
        entries = EntryCheck(scan, isPartial: false)
        tree = TreeCheck(reader, wanted: Set(wanted + (try reader.checkpointSizes())))
        var lastEntry: [String: Int64] = [:]
        try reader.forEachEntry { index, bytes in
            if let run = RunHint.run(bytes) { lastEntry[run] = index }
        }
        let reader = reader
        gathering = RunGathering(lastEntry: lastEntry) { index in
            try? reader.entry(index)  // what cannot be read was found when it came by
        }
    }

    func run() throws -> (AuditReport, [Int64: Digest]) {
        try reader.forEachEntry(take)
        for entries in try gathering.rest() { try check(entries) }
        try tree.finish(&report)
        report.counts[.nodes] = Int(tree.nodes)
        report.root = tree.root.hex
        delivered.check(budget, &report)
        noteSessions()
        noteUnnamedBlobs()
        if let note = reader.note { report.notes.append(Note("audit.copy", note)) }
        return (report, tree.roots)
    }

    private func take(_ index: Int64, _ bytes: [UInt8]) throws {
        try stepOver(to: index)
        guard index == tree.size else { return }
        try tree.append(bytes, &report)
        guard let entry = entries.read(bytes, at: index, &report) else { return }
        uses.take(entry)
        guard entry.run != nil else {
            report.add(try runs.checkOutsideRuns(entry))
            return
        }
        if let complete = try gathering.add(entry, at: index) { try check(complete) }
    }

    private func stepOver(to index: Int64) throws {
        guard index != tree.size else { return }
        guard index > tree.size, index - tree.size <= Self.gapLimit else {
            report.add(Finding(.entry, "there is a row for entry \(index), which cannot be: entry \(tree.size) would be next", entry: index))
            return
        }
        let last = index - 1
        let words = last == tree.size ? "entry \(last) is missing" : "entries \(tree.size) to \(last) are missing"
        report.add(Finding(.entry, words, entry: tree.size))
        while tree.size < index {
            report.counts[.entries] += 1
            try tree.appendMissing(&report)
        }
    }

    private func check(_ entries: [Entry]) throws {
        let output = entries.first { $0.type == .artifactStored && $0.body["role"]?.string == "output" }
        let job = RunJob(entries: entries, uses: output?.body["sha256"]?.string.map { uses.entries(of: $0) } ?? [])
        var (tally, replay) = try runs.check(job)
        if let replay {
            try folders.check(replay, &tally)
            delivered.add(try DeliveredFileCheck.files(replay, evidence))
        }
        report.add(tally)
    }

    private func noteSessions() {
        report.counts[.sessions] = entries.sessions.count
        var alive = 0
        var gone: [Int64] = []
        for (seq, session) in entries.sessions.open {
            if SessionLife.isHeld(session.id, home) { alive += 1 } else { gone.append(seq) }
        }
        if alive > 0 {
            report.notes.append(Note("session.open", "still open: \(AuditReport.counted(alive, "process is", "processes are")) at work"))
        }
        if !gone.isEmpty {
            let numbers = gone.sorted().prefix(5).map(String.init).joined(separator: ", ")
            report.notes.append(Note(
                "session.dead", "\(AuditReport.counted(gone.count, "session", "sessions")) ended without a word (entry \(numbers)); the next command closes what they left"))
        }
    }

    private func noteUnnamedBlobs() {
        guard let stored = try? reader.blobCount(), stored > Int64(runs.blobs.count) else { return }  // the count is for the note only
        let extra = Int(stored) - runs.blobs.count
        report.notes.append(Note("store.unnamed", "\(AuditReport.counted(extra, "blob", "blobs")) in the store that no entry names"))
    }
}
