import Dispatch

/// Runs an actor on its own serial queue, so that waiting for the disk never occupies one of the few threads that Swift
/// concurrency shares among all other tasks.
final class LedgerExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "exhibit.ledger")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedSerialExecutor()
        queue.async { unsafe job.runSynchronously(on: executor) }
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
