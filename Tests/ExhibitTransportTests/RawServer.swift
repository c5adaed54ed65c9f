import Glibc
import Synchronization

/// A server that says exactly the bytes a test wants, on 127.0.0.1, each connection on a thread of its own.
final class RawServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted = Mutex(0)

    var url: String { "http://127.0.0.1:\(port)" }

    /// Connections so far.
    var connections: Int { accepted.withLock { $0 } }

    init(_ serve: @escaping @Sendable (RawConnection) -> Void) {
        let (listener, port) = Self.listen()
        self.listener = listener
        self.port = port
        onThread { [self] in
            while true {
                let peer = accept(listener, nil, nil)
                guard peer >= 0 else { return }
                accepted.withLock { $0 += 1 }
                onThread {
                    let connection = RawConnection(peer)
                    serve(connection)
                    connection.hangUp()
                }
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// A port on which nothing listens.
    static func freePort() -> UInt16 {
        let (descriptor, port) = listen()
        close(descriptor)
        return port
    }

    private static func listen() -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = unsafe bind(descriptor, $0, length)
                _ = unsafe getsockname(descriptor, $0, &length)
            }
        }
        _ = Glibc.listen(descriptor, 128)
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}

/// One accepted connection.
///
/// Used by one thread.
final class RawConnection {
    private var descriptor: Int32
    private var unread: [UInt8] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Everything up to and with the empty line; what came of it when the client hangs up before.
    func readHead() -> String {
        while true {
            let text = String(decoding: unread, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = String(text[..<end])
                unread.removeFirst(head.utf8.count)
                return head
            }
            guard fill() else { return text }
        }
    }

    @discardableResult
    func read(_ count: Int) -> [UInt8] {
        while unread.count < count, fill() { continue }
        defer { unread.removeFirst(min(count, unread.count)) }
        return Array(unread.prefix(count))
    }

    /// Returns once the client has hung up.
    func readToEnd() {
        while fill() { unread = [] }
    }

    func say(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    func hangUp() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
    }

    /// Hangs up with a reset instead of an end.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        hangUp()
    }

    private func fill() -> Bool {
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = unsafe max(0, recv(descriptor, buffer.baseAddress, 1 << 16, 0))
        }
        unread += piece
        return !piece.isEmpty
    }
}

/// Runs `body` on a new thread: it may block, which the pool of the tests must not.
private func onThread(_ body: @escaping @Sendable () -> Void) {
    final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    unsafe pthread_create(
        &thread,
        nil,
        { context in
            if let context = unsafe context { unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        },
        Unmanaged.passRetained(Work(body)).toOpaque()
    )
    pthread_detach(thread)
}

extension String {
    /// Where `pattern` ends, when it is there.
    fileprivate func range(of pattern: String) -> String.Index? {
        let bytes = Array(utf8)
        let wanted = Array(pattern.utf8)
        guard bytes.count >= wanted.count else { return nil }
        let start = (0...bytes.count - wanted.count).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
        return start.map { utf8.index(utf8.startIndex, offsetBy: $0 + wanted.count) }
    }
}
