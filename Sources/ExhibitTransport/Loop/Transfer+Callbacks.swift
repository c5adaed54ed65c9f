import CCurl
import ExhibitModel
import Glibc

extension Transfer {
    /// Gives curl its callbacks, with this object as their context; it outlives the handle.
    func configureCallbacks() throws(OptionFault) {
        let pointer = unsafe handle.pointer
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        for option in [
            CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA, CURLOPT_DEBUGDATA,
            CURLOPT_OPENSOCKETDATA, CURLOPT_PREREQDATA,
        ] {
            try handle.check(unsafe exhibit_curl_set_pointer(pointer, option, context))
        }
        try handle.check(unsafe exhibit_curl_set_write(pointer, CURLOPT_HEADERFUNCTION, Self.onHeaderLine))
        try handle.check(unsafe exhibit_curl_set_write(pointer, CURLOPT_WRITEFUNCTION, Self.onBody))
        try handle.check(unsafe exhibit_curl_set_read(pointer, Self.onRead))
        try handle.check(unsafe exhibit_curl_set_seek(pointer, Self.onSeek))
        try handle.check(unsafe exhibit_curl_set_open_socket(pointer, Self.onOpenSocket))
        try handle.check(unsafe exhibit_curl_set_before_request(pointer, Self.onRequest))
        try handle.check(unsafe exhibit_curl_set_debug(pointer, Self.onDebug))
        try handle.set(CURLOPT_VERBOSE, true)
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        unsafe context.map { unsafe Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let onHeaderLine: curl_write_callback = { line, size, count, context in
        guard let transfer = unsafe of(context) else { return 0 }
        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: line, count: size * count))
        return transfer.takeHeaderLine(bytes) ? bytes.count : 0
    }

    private static let onBody: curl_write_callback = { piece, size, count, context in
        guard let transfer = unsafe of(context) else { return 0 }
        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: piece, count: size * count))
        return transfer.takeBody(bytes) ? bytes.count : 0
    }

    private static let onRead: curl_read_callback = { room, size, count, context in
        guard let transfer = unsafe of(context) else { return Int(CURL_READFUNC_ABORT) }
        do throws(FileFault) {
            return try unsafe transfer.upload.read(
                into: UnsafeMutableRawBufferPointer(start: room, count: size * count)
            )
        } catch {
            transfer.stop = Stop(kind: .other, detail: "\(error.step) \(error.path): \(error.reason)")
            return Int(CURL_READFUNC_ABORT)
        }
    }

    private static let onSeek: curl_seek_callback = { context, offset, origin in
        guard let transfer = unsafe of(context), origin == SEEK_SET, transfer.upload.seek(to: Int(offset)) else {
            return CURL_SEEKFUNC_FAIL
        }
        return CURL_SEEKFUNC_OK
    }

    /// Refuses an address before the first packet goes there; curl then tries the host's next one.
    private static let onOpenSocket: curl_opensocket_callback = { context, _, address in
        guard let transfer = unsafe of(context), let address = unsafe address else { return CURL_SOCKET_BAD }
        if let refusal = unsafe transfer.refusal(of: address) {
            transfer.refused = refusal
            return CURL_SOCKET_BAD
        }
        transfer.hasDialled = true
        let kind = unsafe address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return unsafe socket(address.pointee.family, kind, address.pointee.protocol)
    }

    /// The last moment before the request: also comes for a connection that an earlier transfer opened.
    private static let onRequest: curl_prereq_callback = { context, peer, _, _, _ in
        guard let transfer = unsafe of(context), let peer = unsafe peer else { return CURL_PREREQFUNC_ABORT }
        if let refusal = unsafe transfer.refusal(of: String(cString: peer)) {
            transfer.stop = refusal
            return CURL_PREREQFUNC_ABORT
        }
        transfer.isRequesting = true
        return CURL_PREREQFUNC_OK
    }

    /// Counts what goes out, and hears the TLS version; what curl says is neither kept nor shown.
    private static let onDebug: curl_debug_callback = { _, kind, text, count, context in
        guard let transfer = unsafe of(context) else { return 0 }
        switch kind {
        case CURLINFO_HEADER_OUT where transfer.isRequesting:
            transfer.headerBytesSent += count
            transfer.lastSent = .now
        case CURLINFO_DATA_OUT where transfer.isRequesting:
            transfer.lastSent = .now
        case CURLINFO_TEXT:
            unsafe transfer.hear(String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self))
        default: break
        }
        return 0
    }
}

extension Transfer {
    private func takeHeaderLine(_ line: [UInt8]) -> Bool {
        switch head.take(line) {
        case .more:
            if head.status != nil, firstByte == nil { firstByte = .now }
            return true
        case .head(let head):
            order.sink.onHead?(head)
            return true
        case .tooLong:
            stop = Stop(
                kind: .headersTooLong,
                detail: "the answer's headers are longer than \(order.request.limits.headerBytes) bytes"
            )
            return false
        }
    }

    private func takeBody(_ bytes: [UInt8]) -> Bool {
        let room = order.request.limits.bodyBytes - bodyBytes
        let kept = bytes.count <= room ? bytes : Array(bytes[..<room])
        bodyBytes += kept.count
        guard kept.isEmpty || order.sink.receive(kept) else {
            stop = Stop(kind: .sinkStopped, detail: "the receiver of the answer stopped it")
            return false
        }
        guard kept.count == bytes.count else {
            stop = Stop(kind: .bodyTooLong, detail: "the answer is longer than \(order.request.limits.bodyBytes) bytes")
            return false
        }
        return true
    }

    /// Nil when the address may be connected to.
    private func refusal(of address: String) -> Stop? {
        let scope = PeerScope.of(address: address)
        // The proxy is the user's own choice; what it leads to was judged when the transfer was made.
        guard proxy == nil, !order.request.security.allowedScopes.contains(scope) else { return nil }
        return Stop(kind: .addressRefused, detail: Self.refusal(address, scope))
    }

    private func refusal(of address: UnsafeMutablePointer<curl_sockaddr>) -> Stop? {
        // curl_sockaddr ends in a short sockaddr; the memory behind it holds the family's own kind.
        let start = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
        let memory = unsafe UnsafeRawPointer(address).advanced(by: start)
        switch unsafe address.pointee.family {
        case AF_INET:
            var ip = unsafe memory.loadUnaligned(as: sockaddr_in.self).sin_addr
            return refusal(of: IPAddress(bytes: unsafe withUnsafeBytes(of: &ip) { unsafe Array($0) }).text)
        case AF_INET6:
            var ip = unsafe memory.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return refusal(of: IPAddress(bytes: unsafe withUnsafeBytes(of: &ip) { unsafe Array($0) }).text)
        default:
            return Stop(kind: .addressRefused, detail: "an address that is neither IPv4 nor IPv6")
        }
    }

    private func hear(_ text: String) {
        // "SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384": over an https proxy the inner one comes last.
        let opening = "SSL connection using "
        guard text.hasPrefix(opening) else { return }
        tlsVersion = text.dropFirst(opening.count).split(separator: " ").first.map(String.init)
    }
}
