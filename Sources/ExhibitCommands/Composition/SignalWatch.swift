import Dispatch
import ExhibitModel
import Glibc
import Synchronization

/// The first SIGINT or SIGTERM asks to stop cleanly, the second leaves at once: the ledger's log makes that safe.
final class SignalWatch: Sendable {
    private let received = Mutex<Int32?>(nil)
    private let action = Mutex<(@Sendable () -> Void)?>(nil)
    private let interrupt: Mutex<any DispatchSourceSignal>
    private let termination: Mutex<any DispatchSourceSignal>

    init() {
        _ = signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "exhibit.signals")
        interrupt = Mutex(DispatchSource.makeSignalSource(signal: SIGINT, queue: queue))
        termination = Mutex(DispatchSource.makeSignalSource(signal: SIGTERM, queue: queue))
        watch(interrupt, SIGINT)
        watch(termination, SIGTERM)
    }

    private func watch(_ source: borrowing Mutex<any DispatchSourceSignal>, _ number: Int32) {
        _ = signal(number, SIG_IGN)
        source.withLock { source in
            source.setEventHandler { [weak self] in self?.receive(number) }
            source.resume()
        }
    }

    private func receive(_ number: Int32) {
        let isSecond = received.withLock { received in
            defer { received = received ?? number }
            return received != nil
        }
        if isSecond { _exit(128 + number) }
        action.withLock { $0 }?()
    }

    /// The signal that came, as the error that it ends a command with.
    var code: ErrorCode? {
        switch received.withLock({ $0 }) {
        case SIGINT: .runInterrupted
        case SIGTERM: .runTerminated
        default: nil
        }
    }

    /// Runs `body` in a task that the first signal cancels.
    func cancelling<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
        let task = Task { try await body() }
        action.withLock { $0 = { task.cancel() } }
        defer { action.withLock { $0 = nil } }
        if code != nil { task.cancel() }
        return try await task.value
    }
}
