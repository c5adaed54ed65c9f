/// The links to media in a text: Markdown images and links, HTML attributes, and plain URLs.
enum TextReferences {
    private static let extensions: Set<String> = [
        "png", "jpg", "jpeg", "webp", "gif", "svg", "mp4", "webm", "mov", "wav", "mp3",
    ]
    private static let openings: [(text: String, close: Character, isPicture: Bool)] = [
        ("src=\"", "\"", true), ("src='", "'", true), ("href=\"", "\"", false), ("href='", "'", false),
    ]

    /// In the order of the text, each once; a link counts when it is a picture's or ends like a media file.
    static func find(in text: String) -> [String] {
        var found: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            guard let (link, isPicture, end) = link(at: rest) else {
                rest = rest.dropFirst()
                continue
            }
            if isPicture || isMedia(link), !link.isEmpty, !found.contains(link) { found.append(link) }
            rest = rest[end...]
        }
        return found
    }

    private static func link(at text: Substring) -> (String, isPicture: Bool, end: Substring.Index)? {
        switch text.first {
        case "!" where text.hasPrefix("!["): return markdown(text.dropFirst(), isPicture: true)
        case "[": return markdown(text, isPicture: false)
        case "s", "h": break
        default: return nil
        }
        for opening in openings where text.hasPrefix(opening.text) {
            let link = text.dropFirst(opening.text.count).prefix { $0 != opening.close }
            return (String(link), opening.isPicture, link.endIndex)
        }
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return nil }
        var link = text.prefix { !$0.isWhitespace && !"\"'<>()[]".contains($0) }
        // A sentence goes on or ends behind an address more often than an address ends like that.
        while let last = link.last, ".,;:!?".contains(last) { link.removeLast() }
        return (String(link), false, link.endIndex)
    }

    /// A link in Markdown, `[…](link "title")`, from its first bracket on.
    private static func markdown(
        _ text: Substring,
        isPicture: Bool
    ) -> (String, isPicture: Bool, end: Substring.Index)? {
        guard let bracket = text.firstIndex(where: { $0 == "]" || $0.isNewline }), text[bracket...].hasPrefix("](")
        else { return nil }
        let link = text[bracket...].dropFirst(2).prefix { $0 != ")" && !$0.isWhitespace }
        return (String(link), isPicture, link.endIndex)
    }

    private static func isMedia(_ link: String) -> Bool {
        let path = link.prefix { $0 != "?" && $0 != "#" }
        guard let dot = path.lastIndex(of: ".") else { return false }
        return extensions.contains(path[path.index(after: dot)...].lowercased())
    }
}
