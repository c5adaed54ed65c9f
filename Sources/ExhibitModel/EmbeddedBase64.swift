/// Base64 that stands in a text which is no JSON, named by its place: what a JSON pointer is for an answer in JSON.
///
/// `data:N` is the text's N-th `data:` URL that carries base64, from 0; `text` is the whole text but for the white space
/// around it. Whoever reads the text again finds the same string under the same name.
package enum EmbeddedBase64 {
    package static let whole = "text"
    private static let prefix = "data:"
    /// A `data:` URL's header beyond that is no header.
    private static let headerLimit = 256
    /// Fewer characters stand for no picture.
    private static let shortest = 32

    /// The places of all `data:` URLs with base64, with where each begins.
    package static func dataURLs(in text: String) -> [(place: String, start: String.Index)] {
        ranges(text.utf8).enumerated().map { ("\(prefix)\($0.offset)", $0.element.lowerBound) }
    }

    /// Whether the text is nothing but characters of base64 and line breaks: it may be a file.
    package static func couldBeFile(_ text: String) -> Bool {
        let body = trimmed(text.utf8)
        return body.count >= shortest && body.allSatisfy { isBase64($0) || $0 == 0x0A || $0 == 0x0D }
    }

    /// The string at a place, with the head of its `data:` URL; nil when there is none.
    package static func string(at place: String, in text: String) -> String? {
        if place == whole { return String(Substring(trimmed(text.utf8))) }
        guard place.hasPrefix(prefix), let number = Int(place.dropFirst(prefix.count)), number >= 0 else { return nil }
        let found = ranges(text.utf8)
        return found.indices.contains(number) ? String(text[found[number]]) : nil
    }

    private static func ranges(_ text: String.UTF8View) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        var place = text.startIndex
        while let start = text[place...].firstIndex(where: { $0 | 0x20 == UInt8(ascii: "d") }) {
            guard let body = bodyStart(text, start) else {
                place = text.index(after: start)
                continue
            }
            let end = text[body...].firstIndex { !isBase64($0) } ?? text.endIndex
            if end > body { found.append(start..<end) }
            place = end
        }
        return found
    }

    /// Where the base64 begins behind a header at `start`: `data:image/png;base64,`.
    private static func bodyStart(_ text: String.UTF8View, _ start: String.Index) -> String.Index? {
        let head = text[start...].prefix(headerLimit)
        guard head.count > prefix.utf8.count, zip(head, prefix.utf8).allSatisfy({ lower($0) == $1 }),
            let comma = head.firstIndex(where: { $0 == UInt8(ascii: ",") || $0 <= 0x20 || $0 == UInt8(ascii: "\"") }),
            head[comma] == UInt8(ascii: ",")
        else { return nil }
        let ending = head[..<comma].suffix(7)
        return zip(ending, ";base64".utf8).allSatisfy { lower($0) == $1 } && ending.count == 7
            ? text.index(after: comma) : nil
    }

    private static func trimmed(_ text: String.UTF8View) -> Substring.UTF8View {
        let isSpace: (UInt8) -> Bool = { $0 <= 0x20 }
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
        else { return text[text.endIndex...] }
        return text[first...last]
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"),
            UInt8(ascii: "_"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}
