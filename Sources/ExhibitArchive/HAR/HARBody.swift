import ExhibitModel

/// A body for readers: its text, in which `[blob sha256:…]` stands for each file, or only the files' names.
struct HARBody {
    /// Of the body as the archive shows it, in bytes.
    let size: Int
    /// Nil when there is nothing to read in it.
    let text: String?
    let comment: String?

    private static let longestText = 8 << 20

    init(_ body: WireBody) throws {
        guard let document = body.document else {
            (size, text, comment) = (0, nil, nil)
            return
        }
        var count = 0
        let outcome = try body.write { count += $0.count }
        size = count
        var files: [String] = []
        var segments: [UInt8] = []
        var isText = true
        for segment in document.segments {
            switch segment {
            case .base64(let digest, _), .raw(let digest):
                files.append("blob sha256:\(digest.hex)")
                segments += Array("[blob sha256:\(digest.hex)]".utf8)
            default:
                try WireBody(document: BodyDocument([segment]), sha256: nil, source: body.source).write {
                    segments += $0
                }
            }
            if segments.count > Self.longestText { isText = false }
            guard isText else { break }
        }
        let isMedia = document.segments.count == files.count
        text = isText && !isMedia ? String(validating: segments, as: UTF8.self) : nil
        var words = files
        if outcome.exact == nil { words.append("not the bytes of the wire: parts are withheld or redacted") }
        comment = words.isEmpty ? nil : words.joined(separator: ", ")
    }

    var isJSON: Bool { text?.utf8.first == UInt8(ascii: "{") || text?.utf8.first == UInt8(ascii: "[") }
}
