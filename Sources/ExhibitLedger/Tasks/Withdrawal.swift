import ExhibitModel
import ExhibitRecord

/// Takes tasks back: those that wait at once, those that are worked on by asking their workers.
struct Withdrawal {
    private let desk: TaskDesk

    init(_ desk: TaskDesk) { self.desk = desk }

    /// A task that waits is cancelled; `other` is the one that takes its place.
    func withdraw(_ row: TaskRow, _ reason: TaskReason, by other: String? = nil) throws {
        let note = try giveBack(row)
        try desk.move(row, .cancelled, to: .cancelled, TaskDesk.Detail(reason: reason, of: other, note: note))
    }

    /// A task waits again that somebody had asked to stop.
    func withdrawUnwanted(_ task: String) throws -> TaskState {
        try withdraw(desk.row(task), .user)
        return .cancelled
    }

    /// A task that waits is left out: its batch has stopped.
    func skip(_ row: TaskRow, _ reason: TaskReason) throws {
        let note = try giveBack(row)
        try desk.move(row, .skipped, to: .skipped, TaskDesk.Detail(reason: reason, note: note))
    }

    func cancel(_ target: TaskTarget) throws -> [Cancellation] {
        if case .task(let task) = target {
            let row = try desk.row(task)
            guard row.state.isActive else { return [Cancellation(task: task, outcome: .ended(row.state))] }
        }
        return try desk.active(target).map { task in
            let row = try desk.row(task)
            guard row.state != .queued else {
                try withdraw(row, .user)
                return Cancellation(task: task, outcome: .cancelled)
            }
            try desk.db.run(
                "INSERT OR IGNORE INTO task_wish(task_id, wish, at) VALUES(?1, 'cancel', ?2)",
                [.text(task), .text(desk.transaction.time.description)]
            )
            return Cancellation(task: task, outcome: .asked)
        }
    }

    /// Nothing was spent where nothing was sent; a job that was sent before goes on at the provider, and that is said.
    private func giveBack(_ row: TaskRow) throws -> String? {
        switch try desk.runState(of: row) {
        case .waiting, .polling, .receiving, .recorded:
            try desk.settle(row, images: nil, micros: nil)
            return "its request had been sent before, and may be billed"
        default:
            try desk.settle(row, images: 0, micros: 0)
            return nil
        }
    }
}
