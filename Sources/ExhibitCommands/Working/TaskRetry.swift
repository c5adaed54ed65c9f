import ExhibitLedger
import ExhibitRecord
import ExhibitRun

/// Whether a task that is tried again goes on with its run, or gets another.
enum TaskRetry {
    /// A run that ended for good cannot go on: then a new one is begun.
    static func keepsRun(_ row: TaskRow, _ reader: Reader) throws -> Bool {
        guard let run = row.run, let replay = try reader.replay(run) else { return true }
        return replay.mayGoOn
    }
}
