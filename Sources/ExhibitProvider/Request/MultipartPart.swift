/// One part of a `multipart/form-data` body (RFC 7578).
package struct MultipartPart: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case text(String)
        case prompt(String)
        case input(Int)
    }

    package let name: String
    /// Private: it says how things are called on this machine.
    package let fileName: String?
    package let mediaType: String?
    package let content: Content

    package init(_ name: String, fileName: String? = nil, mediaType: String? = nil, _ content: Content) {
        self.name = name
        self.fileName = fileName
        self.mediaType = mediaType
        self.content = content
    }

    func pieces(_ boundary: String) -> [BodyPiece] {
        var pieces: [BodyPiece] = [
            .text("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.quoted(name))\"")
        ]
        if let fileName {
            pieces += [.text("; filename=\""), .privateText(Self.quoted(fileName), .raw), .text("\"")]
        }
        pieces.append(.text((mediaType.map { "\r\nContent-Type: \($0)" } ?? "") + "\r\n\r\n"))
        switch content {
        case .text(let text): pieces.append(.text(text))
        case .prompt(let prompt): pieces.append(.privateText(prompt, .raw))
        case .input(let index): pieces.append(.input(index))
        }
        return pieces + [.text("\r\n")]
    }

    /// The three characters that HTML's "multipart/form-data encoding algorithm" escapes in names, and no others.
    private static func quoted(_ name: String) -> String {
        var quoted = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\"": quoted += "%22"
            case "\r": quoted += "%0D"
            case "\n": quoted += "%0A"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted
    }
}
