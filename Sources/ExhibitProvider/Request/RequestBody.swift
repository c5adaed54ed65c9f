import ExhibitJSON

/// A request's body in parts, so that what is private and what is a file keeps its place.
package enum RequestBody: Sendable, Hashable {
    case none
    case json([JSONFragment])
    case multipart(boundary: String, [MultipartPart])

    package var contentType: String? {
        switch self {
        case .none: nil
        case .json: "application/json"
        case .multipart(let boundary, _): "multipart/form-data; boundary=\(boundary)"
        }
    }

    /// The body from left to right: the bytes on the wire are the pieces, one after the other.
    package var pieces: [BodyPiece] {
        switch self {
        case .none: []
        case .json(let fragments): BodyPiece.joined(fragments.flatMap(\.pieces))
        case .multipart(let boundary, let parts):
            BodyPiece.joined(parts.flatMap { $0.pieces(boundary) } + [.text("--\(boundary)--\r\n")])
        }
    }
}

/// A run of bytes in a request's body.
package enum BodyPiece: Sendable, Hashable {
    package enum Encoding: String, Sendable, Hashable {
        /// The text itself.
        case raw
        /// As it stands between the quotes of a JSON string.
        case json
    }

    case text(String)
    /// Kept in records as a commitment: prompts and file names.
    case privateText(String, Encoding)
    /// The bytes of the intent's input with this index.
    case input(Int)
    /// Their base64, without line breaks.
    case inputBase64(Int)

    /// What goes over the wire for a piece that is not a file; nil for one that is.
    package var wireText: String? {
        switch self {
        case .text(let text), .privateText(let text, .raw): text
        case .privateText(let text, .json): JSONText.escaped(text)
        case .input, .inputBase64: nil
        }
    }

    static func joined(_ pieces: [BodyPiece]) -> [BodyPiece] {
        var joined: [BodyPiece] = []
        for piece in pieces {
            if case .text(let next) = piece, case .text(let text) = joined.last {
                joined[joined.count - 1] = .text(text + next)
            } else {
                joined.append(piece)
            }
        }
        return joined
    }
}
