/// Work on the ledger that somebody waits for, until it is made durable together with what others ask for meanwhile.
struct PendingWork {
    let perform: (LedgerTransaction) throws -> Void
    /// Tells the one who waits that the work is durable, or why it is not; called once.
    let finish: ((any Error)?) -> Void

    init<T: Sendable>(
        _ body: @escaping (LedgerTransaction) throws -> T,
        _ continuation: CheckedContinuation<T, any Error>
    ) {
        let result = Box<T>()
        perform = { result.value = try body($0) }
        finish = { error in
            if let error { return continuation.resume(throwing: error) }
            guard let value = result.value else { preconditionFailure("work was called durable that was not done") }
            continuation.resume(returning: value)
        }
    }

    private final class Box<T> { var value: T? }
}
