import Glibc

/// Wakes the transfer thread: a socket that is readable from ``ring()`` until ``silence()``.
final class Doorbell: Sendable {
    let descriptor: Int32
    private let button: Int32

    /// Nil when the process has no descriptors left.
    init?() {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &pair) == 0 else { return nil }
        descriptor = pair[0]
        button = pair[1]
    }

    deinit {
        close(descriptor)
        close(button)
    }

    /// A full socket is ringing already.
    func ring() {
        unsafe _ = send(button, [UInt8(1)], 1, Int32(MSG_NOSIGNAL))
    }

    func silence() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while unsafe recv(descriptor, &bytes, bytes.count, 0) > 0 { continue }
    }
}
