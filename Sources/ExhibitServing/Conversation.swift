import CMicroHTTPD

/// One request on its way in: libmicrohttpd brings its body in pieces.
///
/// Used by one connection's thread.
final class Conversation {
    private let limit: Int
    private(set) var body: [UInt8] = []
    private(set) var tooLong = false

    init(limit: Int) {
        self.limit = limit
    }

    /// Keeps a piece of the body; past the limit it is taken but not kept, so that the client can read the refusal.
    func take(_ piece: UnsafeRawBufferPointer) {
        guard body.count + piece.count <= limit else {
            tooLong = true
            body = []
            return
        }
        if !tooLong { unsafe body.append(contentsOf: piece) }
    }

    /// Pairs of `kind` (header fields or query parameters) in their order.
    static func pairs(_ kind: MHD_ValueKind, of connection: OpaquePointer) -> [(String, String)] {
        var pairs: [(String, String)] = []
        unsafe withUnsafeMutablePointer(to: &pairs) { pointer in
            _ = unsafe MHD_get_connection_values_n(
                connection,
                kind,
                { context, _, name, nameCount, value, valueCount in
                    let pairs = unsafe context?.assumingMemoryBound(to: [(String, String)].self)
                    unsafe pairs?.pointee.append(
                        (Conversation.text(name, nameCount), Conversation.text(value, valueCount))
                    )
                    return .YES
                },
                pointer
            )
        }
        return pairs
    }

    private static func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
        unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count), as: UTF8.self)
    }
}
