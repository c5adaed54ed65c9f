/// The links to media in a text: Markdown images and links, HTML attributes, `data:` URLs, and plain URLs.
enum TextReferences {
    private static let extensions: Set<String> = [
        "png", "jpg", "jpeg", "webp", "gif", "svg", "avif", "mp4", "webm", "mov", "wav", "mp3", "opus", "ogg", "aac",
        "flac", "m4a",
    ]
    private static let attributes: [(text: String, isMedia: Bool)] = [
        ("src=", true), ("poster=", true), ("href=", false),
    ]

    /// In the order of the text, each once; a link counts when it is a picture's or ends like a media file.
    static func find(in text: String) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        var rest = text[...]
        // Where the next label ends, looked for once: a line of nothing but brackets is not read again from each of them.
        var bracket: Substring.Index?
        while !rest.isEmpty {
            guard let link = link(at: rest, &bracket) else {
                rest = rest.dropFirst()
                continue
            }
            let counts = link.isMedia || isMedia(link.text)
            if counts, !link.text.isEmpty, seen.insert(link.text).inserted { found.append(link.text) }
            rest = rest[link.end...]
        }
        return found
    }

    private struct Link {
        let text: String
        /// It is written where media is written, whatever it ends like.
        let isMedia: Bool
        let end: Substring.Index
    }

    private static func link(at text: Substring, _ bracket: inout Substring.Index?) -> Link? {
        switch text.first {
        case "!" where text.hasPrefix("!["): markdown(text.dropFirst(), isMedia: true, &bracket)
        case "[": markdown(text, isMedia: false, &bracket)
        case "s", "S", "p", "P": attribute(text)
        case "h", "H": attribute(text) ?? address(text)
        case "d", "D": dataURL(text)
        default: nil
        }
    }

    /// `src="…"` and the like, in HTML's spelling of quotes and ampersands.
    private static func attribute(_ text: Substring) -> Link? {
        let start = text.prefix(7).lowercased()
        guard let attribute = attributes.first(where: { start.hasPrefix($0.text) }) else { return nil }
        let value = text.dropFirst(attribute.text.count)
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        let link = value.dropFirst().prefix { $0 != quote }
        let spelled = String(link).replacing("&amp;", with: "&")
        return Link(text: spelled, isMedia: attribute.isMedia, end: link.endIndex)
    }

    private static func address(_ text: Substring) -> Link? {
        guard EndpointURL.hasScheme(String(text.prefix(8))) else { return nil }
        var link = text.prefix { !$0.isWhitespace && !"\"'<>()[]`".contains($0) }
        // A sentence goes on or ends behind an address more often than an address ends like that.
        while let last = link.last, ".,;:!?*".contains(last) { link.removeLast() }
        return Link(text: String(link), isMedia: false, end: link.endIndex)
    }

    private static func dataURL(_ text: Substring) -> Link? {
        guard text.prefix(5).lowercased() == "data:", DataURL.mediaType(of: String(text.prefix(256))) != nil,
            let comma = text.firstIndex(of: ",")
        else { return nil }
        let end = text.utf8[comma...].dropFirst().firstIndex { !isBase64($0) } ?? text.endIndex
        return Link(text: String(text[..<end]), isMedia: true, end: end)
    }

    /// A link in Markdown, `[…](link "title")`, from its first bracket on.
    private static func markdown(_ text: Substring, isMedia: Bool, _ bracket: inout Substring.Index?) -> Link? {
        var end = bracket ?? text.startIndex
        if bracket == nil || end < text.startIndex {
            end = text.firstIndex { $0 == "]" || $0.isNewline } ?? text.endIndex
            bracket = end
        }
        guard text[end...].hasPrefix("](") else { return nil }
        let rest = text[end...].dropFirst(2)
        if rest.first == "<" {
            let link = rest.dropFirst().prefix { $0 != ">" && !$0.isNewline }
            return Link(text: String(link), isMedia: isMedia, end: link.endIndex)
        }
        // Parentheses in an address come in pairs (CommonMark §6.3).
        var depth = 0
        let link = rest.prefix { character in
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            return depth >= 0 && !character.isWhitespace
        }
        return Link(text: String(link), isMedia: isMedia, end: link.endIndex)
    }

    private static func isMedia(_ link: String) -> Bool {
        let path = link.prefix { $0 != "?" && $0 != "#" }
        guard let dot = path.lastIndex(of: ".") else { return false }
        return extensions.contains(path[path.index(after: dot)...].lowercased())
    }

    static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}
