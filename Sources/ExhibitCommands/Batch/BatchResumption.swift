import ExhibitLedger
import ExhibitModel
import ExhibitQueue
import ExhibitRecord
import ExhibitRun

/// Goes on with an earlier batch: what is completed stays, what waits is worked on, and only what may be is tried again.
struct BatchResumption {
    let recorder: Recorder
    let reader: Reader
    let options: BatchOptions
    /// Of the manifest, when there is one.
    let bounds: BatchBounds?
    let environment: Environment

    /// With the tasks as they were submitted.
    func open(_ found: BatchLookup.Found) async throws -> OpenBatch {
        let rows = try rows(of: found).filter { $0.reason != TaskReason.replaced.rawValue }
        var change = BatchChange(kept: rows.count)
        change.retried = try await retry(rows)
        return OpenBatch(
            id: found.row.batch,
            folder: found.origin.folder,
            limits: try limits(found),
            tasks: rows.map(\.task),
            change: change,
            notes: []
        )
    }

    /// With the items as the manifest has them now: new and changed ones are added, and old ones that wait are cancelled.
    func open(_ found: BatchLookup.Found, _ manifest: BatchManifest, _ items: [BatchItem]) async throws -> OpenBatch {
        let rows = try rows(of: found)
        let comparison = BatchComparison(items, rows, recorder.keys) { TaskViews.order(of: $0, reader) }
        var change = BatchChange()
        change.removed = comparison.removed.map(Self.name)
        for row in comparison.removed + comparison.matches.compactMap(\.former) where row.state == .queued {
            _ = try await recorder.cancel(.task(row.task))
        }
        let kept = comparison.matches.compactMap(\.row)
        change.kept = kept.count
        change.retried = try await retry(kept)
        let added = try await add(comparison, to: found, after: rows.map(\.place).max() ?? 0, &change)
        var new = added[...]
        return OpenBatch(
            id: found.row.batch,
            folder: found.origin.folder,
            limits: try limits(found),
            tasks: comparison.matches.map { $0.row?.task ?? new.removeFirst() },
            change: change,
            notes: manifest.manifest.notes + [change.note].compactMap(\.self)
        )
    }

    /// Those of the batch, with what the command line says about the work itself; its budget stays the batch's.
    private func limits(_ found: BatchLookup.Found) throws -> BatchLimits {
        var limits = found.row.limits
        if let bounds {
            limits.maxWorkers = bounds.limits.maxWorkers
            limits.continueOnError = bounds.limits.continueOnError
        } else if let workers = options.maxWorkers {
            guard workers >= 1 else { throw Report(.usageInvalid, "--max-workers \(workers)", hint: "give 1 or more") }
            limits.maxWorkers = min(workers, max(limits.maxWorkers, WorkBounds.workerCap))
        }
        if options.continuesOnError { limits.continueOnError = true }
        return limits
    }

    private func rows(of found: BatchLookup.Found) throws -> [TaskRow] {
        try reader.tasks(TaskFilter(.batch(found.row.batch)))
    }

    /// Submits what is new or changed behind the tasks that are there; returns their ids.
    private func add(
        _ comparison: BatchComparison,
        to found: BatchLookup.Found,
        after last: Int,
        _ change: inout BatchChange
    ) async throws -> [String] {
        var tasks: [NewTask] = []
        for match in comparison.matches where match.row == nil {
            if match.former == nil {
                change.added.append(match.item.name)
            } else {
                change.changed.append(match.item.name)
            }
            let place = last + tasks.count + 1
            tasks.append(try match.item.task(environment.makeID(), place: place, recorder.keys))
        }
        guard !tasks.isEmpty else { return [] }
        return try await recorder.add(
            tasks,
            to: found.row.batch,
            duplicates: options.duplicates,
            consent: options.retriesUnknown
        ).map(\.task)
    }

    /// Puts back in line what may be tried again; returns the names.
    private func retry(_ rows: [TaskRow]) async throws -> [String] {
        let wanted = rows.filter(isWanted)
        guard !wanted.isEmpty else { return [] }
        let answers = try await recorder.retry(
            try wanted.map { row in
                RetriedTask(row.task, keepsRun: try TaskRetry.keepsRun(row, reader), consent: options.retriesUnknown)
            }
        )
        return zip(wanted, answers).compactMap { $1 == .queued ? Self.name($0) : nil }
    }

    private func isWanted(_ row: TaskRow) -> Bool {
        switch row.state {
        // Nothing of these was begun.
        case .skipped, .rejected: true
        case .failed, .timedOut, .cancelled: options.retriesFailed
        case .unknownOutcome, .orphanLateOutput: options.retriesUnknown
        case .completed, .queued, .running, .orphaned, .stuck: false
        }
    }

    private static func name(_ row: TaskRow) -> String { row.name ?? String(row.task.suffix(8)) }
}
