import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// One pass over a ledger: every entry is read once, and each run is checked when its last entry has come by.
final class LedgerReading {
    private let reader: AuditReader
    private let home: Home
    private let budget: ReadingBudget
    private var crew: RunCrew
    /// Tables whose rows belong to no run.
    private let tables: ProjectionRebuild
    private var work: [RunWork] = []
    private var delivered = DeliveredFileCheck()
    private var report: AuditReport
    private var entries: EntryCheck
    private var tree: TreeCheck
    private var gathering: RunGathering
    private var uses = OutputUses()
    private var tasks = TaskCheck()
    private var dates = DateGathering()

    /// More missing entries in a row than anybody would list.
    private static let gapLimit: Int64 = 100_000

    init(_ home: Home, _ audit: LedgerAudit, wanted: [Int64], _ environment: Environment) throws {
        self.home = home
        // Structure is looked for byte by byte: too slow for a quick look.
        let scan = SecretScan(audit.secrets, isStructural: audit.depth != .quick)
        budget = ReadingBudget(audit.depth)
        (reader, crew) = try Self.open(home, budget, scan, environment)
        tables = try ProjectionRebuild(reader, .ledger)
        report = AuditReport(.home, path: home.path)
        report.origin = reader.identity.origin
        entries = EntryCheck(scan, isPartial: false)
        var lastEntry: [String: Int64] = [:]
        var seen: [Int64] = []
        try reader.forEachEntry { index, bytes in
            if let run = RunHint.run(bytes) { lastEntry[run] = index }
            if let size = ReviewRegister.treeSize(bytes) { seen.append(size) }
        }
        tree = TreeCheck(reader, wanted: Set(wanted + seen + (try reader.checkpointSizes())))
        let reader = reader
        gathering = RunGathering(lastEntry: lastEntry) { index in
            try? reader.entry(index)  // what cannot be read was found when it came by
        }
    }

    /// Snapshots of the same size: another process may append between the one and the other.
    private static func open(
        _ home: Home,
        _ budget: ReadingBudget,
        _ scan: SecretScan,
        _ environment: Environment
    ) throws -> (AuditReader, RunCrew) {
        for _ in 0..<20 {
            let crew = try RunCrew(home, budget, scan, environment)
            let reader = try AuditReader(home, environment)
            if crew.snapshots.allSatisfy({ $0 == reader.size }) { return (reader, crew) }
        }
        throw Report(.ledgerLocked, "the ledger grows faster than it can be looked at")
    }

    func run() async throws -> (AuditReport, [Int64: Digest]) {
        try await withThrowingTaskGroup(of: RunCrew.Outcome.self) { group in
            var next: Int64? = .min
            while let start = next {
                let portion = try reader.entries(from: start)
                for (index, bytes) in portion { try take(index, bytes) }
                next = AuditReader.next(after: portion)
                try await handOver(to: &group)
            }
            for entries in try gathering.rest() { add(entries) }
            try await handOver(to: &group)
            while let outcome = try await group.next() { collect(outcome) }
        }
        try await compareTables()
        try tree.finish(&report)
        tasks.count(&report)
        report.counts[.nodes] = Int(tree.nodes)
        report.root = tree.root.hex
        let roots = tree.roots
        let anchors = try AnchorCheck(reader.identity, HomeAnchors(reader)) { roots[$0] }
        try anchors.check(dates, &report)
        entries.reviews.finish(&report) { roots[$0]?.hex }
        delivered.check(budget, &report)
        noteSessions()
        if let extra = await crew.unnamedBlobs(), extra > 0 {
            report.notes.append(
                Note("store.unnamed", "\(AuditReport.counted(extra, "blob", "blobs")) in the store that no entry names")
            )
        }
        if let note = reader.note { report.notes.append(Note("audit.copy", note)) }
        return (report, tree.roots)
    }

    private func handOver(to group: inout ThrowingTaskGroup<RunCrew.Outcome, any Error>) async throws {
        crew.give(work, to: &group)
        work = []
        while crew.isBusy, let outcome = try await group.next() { collect(outcome) }
    }

    private func collect(_ outcome: RunCrew.Outcome) {
        for tally in crew.take(outcome) {
            report.add(tally)
            delivered.add(tally.delivered)
        }
    }

    private func compareTables() async throws {
        var ledger = TableFindings()
        ledger.add(try tables.settle())
        for finding in try await crew.tableFindings(known: gathering.runs) + ledger.findings { report.add(finding) }
        report.counts[.tables] = ProjectionRebuild.tableCount
    }

    private func take(_ index: Int64, _ bytes: [UInt8]) throws {
        try stepOver(to: index)
        guard index == tree.size else { return }
        try tree.append(bytes, &report)
        guard let entry = entries.read(bytes, at: index, &report) else { return }
        uses.take(entry)
        tasks.take(entry, &report)
        dates.take(entry)
        try tables.apply([entry])
        guard entry.run != nil else {
            work.append(.outside(entry))
            return
        }
        if let complete = try gathering.add(entry, at: index) { add(complete) }
    }

    private func stepOver(to index: Int64) throws {
        guard index != tree.size else { return }
        guard index > tree.size, index - tree.size <= Self.gapLimit else {
            report.add(
                Finding(
                    .entry,
                    "there is a row for entry \(index), which cannot be: entry \(tree.size) would be next",
                    entry: index
                )
            )
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

    private func add(_ entries: [Entry]) {
        let output = entries.first { $0.type == .artifactStored && $0.body["role"]?.string == "output" }
        let uses = output?.body["sha256"]?.string.map { self.uses.entries(of: $0) } ?? []
        work.append(.run(dates.job(entries, uses: uses)))
    }

    private func noteSessions() {
        report.counts[.sessions] = entries.sessions.count
        var alive = 0
        var gone: [Int64] = []
        for (seq, session) in entries.sessions.open {
            if SessionLife.isHeld(session.id, home) { alive += 1 } else { gone.append(seq) }
        }
        if alive > 0 {
            report.notes.append(
                Note("session.open", "still open: \(AuditReport.counted(alive, "process is", "processes are")) at work")
            )
        }
        if !gone.isEmpty {
            let numbers = gone.sorted().prefix(5).map(String.init).joined(separator: ", ")
            report.notes.append(
                Note(
                    "session.dead",
                    "\(AuditReport.counted(gone.count, "session", "sessions")) ended without a word (entry \(numbers)); the next command closes what they left"
                )
            )
        }
    }
}
