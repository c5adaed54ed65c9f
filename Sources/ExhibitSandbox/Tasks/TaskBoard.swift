import Synchronization

/// The jobs of one dialect, the oldest first.
final class TaskBoard<Work: Sendable>: Sendable {
    private struct State {
        var tasks: [String: SandboxTask<Work>] = [:]
        var order: [String] = []
        var made = 0
    }

    private static var limit: Int { 10_000 }

    /// Of an id: `video_`.
    private let prefix: String
    private let state = Mutex(State())

    init(prefix: String) {
        self.prefix = prefix
    }

    /// Takes the job; its id has so many hexadecimal digits behind the prefix, 16 or 32.
    func add(
        _ work: Work,
        orders: [FaultOrder],
        created: Int,
        digits: Int = 16,
        fate: TaskFailure? = nil
    ) -> SandboxTask<Work> {
        state.withLock { state in
            state.made += 1
            let text = PictureSeed("\(prefix)\(state.made)").hex + PictureSeed("\(state.made)\(prefix)").hex
            let id = prefix + text.prefix(digits)
            let task = SandboxTask(id: id, work: work, orders: orders, created: created, fate: fate)
            state.tasks[id] = task
            state.order.append(id)
            if state.order.count > Self.limit { state.tasks[state.order.removeFirst()] = nil }
            return task
        }
    }

    subscript(id: String) -> SandboxTask<Work>? { state.withLock { $0.tasks[id] } }

    /// Oldest first.
    var all: [SandboxTask<Work>] {
        state.withLock { state in state.order.compactMap { state.tasks[$0] } }
    }

    /// The task after one more poll; nil when there is none of this id.
    func poll(_ id: String) -> SandboxTask<Work>? {
        change(id) { $0.polls += 1 }
    }

    /// The task as `body` leaves it.
    func change(_ id: String, _ body: (inout SandboxTask<Work>) -> Void) -> SandboxTask<Work>? {
        state.withLock { state in
            guard var task = state.tasks[id] else { return nil }
            body(&task)
            state.tasks[id] = task
            return task
        }
    }

    func remove(_ id: String) {
        state.withLock { state in
            state.tasks[id] = nil
            state.order.removeAll { $0 == id }
        }
    }
}
