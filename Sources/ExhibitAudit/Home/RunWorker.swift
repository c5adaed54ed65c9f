import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// Checks runs of a home while its entries are still being read, and the rows that the tables have of them, on a
/// connection of its own.
actor RunWorker {
    /// How many entries its snapshot has.
    nonisolated let size: Int64
    private let reader: AuditReader
    private let evidence: HomeEvidence
    private let runs: RunCheck
    private let folders: RunFolderCheck
    private let tables: ProjectionRebuild
    private let rows: VerdictRows
    private var unsettled = 0

    /// Runs whose rows are compared at once: a few statements for many rows, and little memory.
    private static let settleLimit = 256

    init(
        _ home: Home,
        _ budget: ReadingBudget,
        _ scan: SecretScan,
        _ states: BlobStates,
        _ environment: Environment
    ) throws {
        reader = try AuditReader(home, environment)
        size = reader.size
        evidence = HomeEvidence(reader: reader)
        let isSigned = try reader.entry(0)?.body["vkey"] != nil
        let blobs = BlobCheck(evidence, budget, scan, states)
        let bytes: (String) -> [UInt8]? = { hex in
            // The check of the run has fetched it just now, and tells what is wrong with it.
            let held = try? Digest(hex: hex).flatMap { try blobs.held($0) }
            return held?.bytes()
        }
        rows = VerdictRows(blob: bytes)
        runs = RunCheck(
            evidence,
            blobs,
            budget,
            origin: reader.identity.origin,
            isSigned: isSigned,
            isBundle: false,
            telling: rows
        )
        folders = RunFolderCheck(reader, scan, isQuick: budget.isQuick)
        tables = try ProjectionRebuild(reader, .runs, rows, blob: bytes)
    }

    func check(_ work: [RunWork]) throws -> (tallies: [RunTally], rows: [ProjectionDifference]) {
        var tallies: [RunTally] = []
        var rows: [ProjectionDifference] = []
        for item in work {
            switch item {
            case .outside(let entry): tallies.append(try runs.checkOutsideRuns(entry))
            case .run(let job):
                tallies.append(try check(job))
                try tables.apply(job.entries)
                self.rows.forget()
                unsettled += 1
                if unsettled == Self.settleLimit { rows += try settle() }
            }
        }
        return (tallies, rows)
    }

    /// The rest of the rows that differ, and how many stored rows each table had for this worker's runs.
    func finish() throws -> (rows: [ProjectionDifference], stored: [String: Int64]) {
        (try settle(), tables.stored)
    }

    func strangers(known: [String], stored: [String: Int64]) throws -> [ProjectionDifference] {
        try tables.strangers(known: known, stored: stored)
    }

    func storedBlobs() throws -> Int64 { try reader.blobCount() }

    private func settle() throws -> [ProjectionDifference] {
        unsettled = 0
        return try tables.settle()
    }

    private func check(_ job: RunJob) throws -> RunTally {
        var (tally, replay) = try runs.check(job)
        if let replay {
            try folders.check(replay, &tally)
            tally.delivered = try DeliveredFileCheck.files(replay, evidence)
        }
        return tally
    }
}
