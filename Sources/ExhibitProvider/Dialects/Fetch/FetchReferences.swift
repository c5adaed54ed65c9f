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

    /// `page` is the address that the text came from.
    static func read(_ reply: Reply, page: String?) -> Found {
        let text = reply.value.map(JSONText.compact) ?? reply.text ?? ""
        let references = ReferenceReader.read(text: text, base: nil)
        return resolved(reply.value.map { inDocument(references, $0) } ?? inText(references, text), page)
    }

    /// What is held has to be a string of its own: a pointer into the document is how the record names it.
    private static func inDocument(_ references: [MediaReference], _ value: JSONValue) -> [MediaReference] {
        references.filter { reference in
            guard reference.address == nil else { return true }
            let string = JSONPointer(reference.pointer).flatMap { value.at($0)?.string }
            return string?.filter { !$0.isWhitespace } == reference.written?.filter { !$0.isWhitespace }
        }
    }

    /// What is held in a text has a place there.
    private static func inText(_ references: [MediaReference], _ text: String) -> [MediaReference] {
        var placed = references.filter { $0.address != nil }.map { link in
            (start: link.written.flatMap { text.firstRange(of: $0)?.lowerBound } ?? text.startIndex, reference: link)
        }
        placed += EmbeddedBase64.dataURLs(in: text).map { place, start in
            (start: start, reference: MediaReference(pointer: place, kind: .dataURL(mediaType: nil)))
        }
        guard placed.isEmpty else { return placed.sorted { $0.start < $1.start }.map(\.reference) }
        guard EmbeddedBase64.couldBeFile(text) else { return [] }
        return [MediaReference(pointer: EmbeddedBase64.whole, kind: .base64)]
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
