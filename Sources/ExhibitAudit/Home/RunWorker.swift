import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// Checks the runs of a home while its entries are still being read, on a connection of its own.
actor RunWorker {
    private let reader: AuditReader
    private let evidence: HomeEvidence
    private let runs: RunCheck
    private let folders: RunFolderCheck

    init(_ home: Home, _ budget: ReadingBudget, _ scan: SecretScan, _ environment: Environment) throws {
        reader = try AuditReader(home, environment)
        evidence = HomeEvidence(reader: reader)
        let isSigned = try reader.entry(0)?.body["vkey"] != nil
        runs = RunCheck(evidence, budget, scan, isSigned: isSigned, isBundle: false)
        folders = RunFolderCheck(reader, scan, isQuick: budget.isQuick)
    }

    func check(_ work: [RunWork]) throws -> [RunTally] {
        try work.map { item in
            switch item {
            case .run(let job): try check(job)
            case .outside(let entry): try runs.checkOutsideRuns(entry)
            }
        }
    }

    /// Blobs that no entry names, once everything was checked; nil when they cannot be counted.
    func unnamedBlobs() -> Int? {
        guard let stored = try? reader.blobCount() else { return nil }  // the count is for a note only
        return Int(stored) - runs.blobs.count
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
