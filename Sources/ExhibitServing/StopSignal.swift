import Glibc

/// Ends every wait of a server at once: a socket that stays readable after ``raise()``.
final class StopSignal: Sendable {
    private let watched: Int32
    private let written: Int32

    init() throws(ServingError) {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw .refused(step: "socketpair", errno: errno) }
        watched = pair[0]
        written = pair[1]
    }

    deinit {
        close(watched)
        close(written)
    }

    func raise() {
        _ = unsafe send(written, [UInt8(1)], 1, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
    }

    /// Blocks this thread for `duration`, or until the signal is raised: then the answer is true.
    func wait(_ duration: Duration) -> Bool {
        let end = ContinuousClock.now + duration
        while true {
            let left = max(.zero, ContinuousClock.now.duration(to: end))
            var entry = pollfd(fd: watched, events: Int16(POLLIN), revents: 0)
            if unsafe poll(&entry, 1, Self.milliseconds(left)) > 0 { return true }
            if left == .zero { return false }
        }
    }

    /// Rounded up, so that a wait never ends early and then spins; at most a day at a time.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let parts = duration.components
        let part: Int64 = 1_000_000_000_000_000
        return Int32(min(parts.seconds, 86_400) * 1000 + (parts.attoseconds + part - 1) / part)
    }
}
