import Glibc

/// A socket that listens on 127.0.0.1 and nowhere else.
struct LoopbackSocket {
    let descriptor: Int32
    let port: UInt16

    /// Port 0 lets the system choose a free one.
    init(port wanted: UInt16) throws(ServingError) {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw .refused(step: "socket", errno: errno) }
        do throws(ServingError) {
            port = try Self.listen(on: descriptor, wanted)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    private static func listen(on descriptor: Int32, _ wanted: UInt16) throws(ServingError) -> UInt16 {
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size) == 0 else {
            throw .refused(step: "setsockopt", errno: errno)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = wanted.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard unsafe withAddress(&address, { unsafe bind(descriptor, $0, length) }) == 0 else {
            switch errno {
            case EADDRINUSE: throw .portTaken(wanted)
            case EACCES: throw .portForbidden(wanted)
            default: throw .refused(step: "bind", errno: errno)
            }
        }
        guard Glibc.listen(descriptor, 128) == 0 else { throw .refused(step: "listen", errno: errno) }
        guard unsafe withAddress(&address, { unsafe getsockname(descriptor, $0, &length) }) == 0 else {
            throw .refused(step: "getsockname", errno: errno)
        }
        return UInt16(bigEndian: address.sin_port)
    }

    private static func withAddress(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>) -> Int32
    ) -> Int32 {
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0) }
        }
    }
}
