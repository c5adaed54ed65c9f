import CMicroHTTPD

/// The body of one reply as libmicrohttpd asks for it, with the reply's fault built in.
///
/// Used by one connection's thread.
final class ReplyBody {
    private let bytes: [UInt8]
    /// What the head promises; nil for a body without `Content-Length`.
    private let promised: Int?
    /// Where the connection is closed, when that is before the promise is kept.
    private let breaksAt: Int
    private let repeats: Bool
    private let pace: (bytes: Int, tick: Duration)?
    private let stop: StopSignal

    init(_ reply: ServerReply, stop: StopSignal) {
        bytes = reply.body.isEmpty && reply.fault == .endless ? [UInt8(ascii: " ")] : reply.body
        self.stop = stop
        repeats = reply.fault == .endless
        switch reply.fault {
        case .none, .dropBeforeHeaders: (promised, breaksAt, pace) = (bytes.count, bytes.count, nil)
        case .dropAfterBytes(let count): (promised, breaksAt, pace) = (bytes.count, min(count, bytes.count), nil)
        case .contentLength(let count): (promised, breaksAt, pace) = (count, min(count, bytes.count), nil)
        case .slow(let count, let tick): (promised, breaksAt, pace) = (bytes.count, bytes.count, (max(1, count), tick))
        case .endless: (promised, breaksAt, pace) = (nil, .max, nil)
        case .unsized: (promised, breaksAt, pace) = (nil, bytes.count, nil)
        }
    }

    var size: UInt64 {
        promised.map(UInt64.init) ?? exhibit_mhd_size_unknown()
    }

    /// Fills `buffer` with what comes at `position`; the count, or one of libmicrohttpd's two ends.
    func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard position < breaksAt else {
            return promised == nil ? MHD_CONTENT_READER_END_OF_STREAM : MHD_CONTENT_READER_END_WITH_ERROR
        }
        if stop.wait(pace?.tick ?? .zero) { return MHD_CONTENT_READER_END_WITH_ERROR }
        let start = repeats ? position % bytes.count : position
        let end = min(repeats ? bytes.count : breaksAt, start + min(buffer.count, pace?.bytes ?? .max))
        unsafe bytes.withUnsafeBytes {
            unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<end]))
        }
        return end - start
    }
}
