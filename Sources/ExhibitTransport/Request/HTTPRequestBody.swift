/// What a request carries.
///
/// The length is known beforehand and sent as `Content-Length`.
package enum HTTPRequestBody: Sendable, Hashable {
    package enum Piece: Sendable, Hashable {
        case bytes([UInt8])
        /// A regular file of exactly so many bytes, read while it is sent; one of another size is not sent at all.
        case file(path: String, bytes: Int)
    }

    case none
    case pieces([Piece])

    package var count: Int {
        switch self {
        case .none: 0
        case .pieces(let pieces): pieces.reduce(0) { $0 + $1.count }
        }
    }
}

extension HTTPRequestBody.Piece {
    package var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .file(_, let bytes): bytes
        }
    }
}
