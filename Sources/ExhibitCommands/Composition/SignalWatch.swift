import Dispatch
import ExhibitModel
import Glibc
import Synchronization

/// The first SIGINT or SIGTERM asks to stop cleanly, the second leaves at once: the ledger's log makes that safe.
final class SignalWatch: Sendable {
    private let received = Mutex<Int32?>(nil)
    private let action = Mutex<(@Sendable () -> Void)?>(nil)
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    init() {
        // A reader that goes away is told by the write.
        _ = signal(SIGPIPE, SIG_IGN)
        // A write beyond a limit on file sizes is told like a full disk.
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// From here on signals no longer end the process by themselves; a command that only reads never asks for that.
    @inline(never)
    func install() {
        sources.withLock { sources in
            guard sources.isEmpty else { return }
            let queue = DispatchQueue(label: "exhibit.signals")
            let watching = DispatchGroup()
            for number in [SIGINT, SIGTERM] {
                _ = signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler { [weak self] in self?.receive(number) }
                watching.enter()
                source.setRegistrationHandler { watching.leave() }
                source.resume()
                sources.append(source)
            }
            // A signal that came before would be lost.
            watching.wait()
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

    /// What the first signal does.
    ///
    /// A lock that is inlined into an async function may be left as if on the thread before a suspension: the optimizer
    /// keeps that thread's identity. So each stands in a function of its own, never inlined.
    @inline(never)
    private func onFirst(_ body: (@Sendable () -> Void)?) {
        action.withLock { $0 = body }
    }

    /// The signal that came, as the error that it ends a command with.
    var code: ErrorCode? {
        switch number {
        case SIGINT: .runInterrupted
        case SIGTERM: .runTerminated
        default: nil
        }
    }

    private var number: Int32? {
        @inline(never) get { received.withLock { $0 } }
    }

    /// Runs `body` in a task that the first signal cancels.
    func cancelling<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
        install()
        let task = Task { try await body() }
        onFirst { task.cancel() }
        defer { onFirst(nil) }
        if code != nil { task.cancel() }
        return try await task.value
    }
}
