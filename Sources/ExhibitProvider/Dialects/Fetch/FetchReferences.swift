import ExhibitJSON
import ExhibitModel

/// What a text or a JSON document names or holds that can be fetched: each once, in the order of the text.
enum FetchReferences {
    struct Found {
        var media: [MediaReference]
        /// Something was named by a relative reference, and nothing says what it is relative to.
        var isRelative = false
    }

    /// A text that names more is a catalogue, not an answer.
    static let limit = 100
    /// A longer address fits into no entry.
    private static let addressLimit = 4096

    /// Where chat-style answers have a text of their own, which may be Markdown or HTML.
    private static let texts = [
        ["content"], ["text"], ["message"], ["message", "content"], ["choices", "0", "message", "content"],
        ["output_text"],
        ["result"], ["markdown"], ["html"],
    ]

    /// The one place that knows how references are found; `page` is the address that the text came from.
    static func read(_ reply: Reply, page: String?) -> Found {
        let base = page ?? "https://no-origin.invalid"
        if let value = reply.value {
            let fields = MediaReader.read(reply, base: base)
            if !fields.isEmpty { return resolved(fields, page) }
            for tokens in texts {
                let pointer = JSONPointer(tokens: tokens)
                guard let text = value.at(pointer)?.string else { continue }
                let links = MediaReader.read(Reply(status: 200, headers: [], value: nil, text: text), base: base)
                let found = resolved(links.map { MediaReference(pointer: pointer.description, $0) }, page)
                if !found.media.isEmpty || found.isRelative { return found }
            }
            return Found(media: [])
        }
        return read(text: reply.text ?? "", base: base, page)
    }

    private static func read(text: String, base: String, _ page: String?) -> Found {
        let links = MediaReader.read(Reply(status: 200, headers: [], value: nil, text: text), base: base)
        var placed = links.map { link in
            (start: link.written.flatMap { text.firstRange(of: $0)?.lowerBound } ?? text.startIndex, reference: link)
        }
        placed += EmbeddedBase64.dataURLs(in: text).map { place, start in
            (start: start, reference: MediaReference(pointer: place, kind: .dataURL(mediaType: nil)))
        }
        if placed.isEmpty, let whole = whole(text) { return resolved([whole], page) }
        return resolved(placed.sorted { $0.start < $1.start }.map(\.reference), page)
    }

    /// A text that is nothing but one address, or one file in base64.
    private static func whole(_ text: String) -> MediaReference? {
        let words = text.split(whereSeparator: \.isWhitespace)
        if words.count == 1, let word = words.first.map(String.init), EndpointURL.hasScheme(word) {
            return MediaReference(pointer: "", kind: .url(word), written: word)
        }
        return EmbeddedBase64.couldBeFile(text) ? MediaReference(pointer: EmbeddedBase64.whole, kind: .base64) : nil
    }

    /// Addresses made absolute as a page means them, each once.
    private static func resolved(_ references: [MediaReference], _ page: String?) -> Found {
        var found = Found(media: [])
        var seen: Set<String> = []
        for reference in references {
            guard case .path = reference.kind, let written = reference.written else {
                append(reference, &found, &seen)
                continue
            }
            guard let page else {
                found.isRelative = true
                continue
            }
            guard let address = WebReference.resolve(written, against: page) else { continue }
            append(MediaReference(pointer: reference.pointer, kind: .path(address), written: written), &found, &seen)
        }
        return found
    }

    private static func append(_ reference: MediaReference, _ found: inout Found, _ seen: inout Set<String>) {
        if let address = reference.address {
            guard address.utf8.count <= addressLimit, seen.insert(address).inserted else { return }
        }
        found.media.append(reference)
    }
}

extension MediaReference {
    /// The same reference, found in the text at a place of a document.
    fileprivate init(pointer: String, _ reference: MediaReference) {
        self.init(pointer: pointer, kind: reference.kind, written: reference.written)
    }
}
