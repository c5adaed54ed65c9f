import Glibc

/// A client made of one socket, so that the tests see the server's very bytes.
struct RawClient {
    private let descriptor: Int32

    init?(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(descriptor)
            return nil
        }
    }

    func say(_ text: String) {
        var rest = Array(text.utf8)
        while !rest.isEmpty {
            let count = unsafe send(descriptor, rest, rest.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { return }
            rest.removeFirst(count)
        }
    }

    /// One read: what has come so far; empty at the end.
    func hear() -> String {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = unsafe max(0, recv(descriptor, buffer.baseAddress, 1 << 16, 0))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    func hearAll() -> String {
        var all = ""
        while true {
            let piece = hear()
            if piece.isEmpty { return all }
            all += piece
        }
    }

    func hangUp() {
        close(descriptor)
    }

    /// The whole answer to one request on a connection of its own.
    static func ask(_ server: UInt16, _ request: String) -> String? {
        guard let client = RawClient(port: server) else { return nil }
        defer { client.hangUp() }
        client.say(request)
        return client.hearAll()
    }
}
