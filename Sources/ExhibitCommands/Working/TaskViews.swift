import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// Tasks with all that is told of them, read from the ledger in the order of their rows.
enum TaskViews {
    /// `folder` says where a task's files are.
    static func load(_ rows: [TaskRow], _ reader: Reader, folder: (TaskRow) -> String) throws -> [TaskView] {
        var leases: [TaskScope: [String: LeaseRow]] = [:]
        return try rows.map { row in
            if leases[row.scope] == nil { leases[row.scope] = try reader.leases(row.scope) }
            return TaskView(
                row: row,
                state: reader.shownState(row),
                order: order(of: row, reader),
                result: try (row.run ?? row.reusedRun).flatMap(reader.replay).map(reader.result),
                pid: leases[row.scope]?[row.task]?.pid,
                folder: folder(row)
            )
        }
    }

    /// Nil once it was erased, or when it is of a later version.
    static func order(of row: TaskRow, _ reader: Reader) -> TaskOrder? {
        reader.order(of: row).flatMap { try? TaskOrder(reading: Array($0.utf8)) }
    }
}
