import ExhibitJSON

/// Finds the media in any text that somebody kept: an answer's JSON, Markdown, HTML, an address, a `data:` URL, base64.
///
/// It is more generous than ``MediaReader``, which decides what was paid for: nothing is owed for this text.
package enum ReferenceReader {
    /// Keys that stand for media wherever they are in a JSON text.
    private static let mediaKeys: Set<String> = [
        "url", "path", "video_url", "result_url", "output_url", "b64_json", "image_url", "audio_url",
    ]
    /// Keys whose texts may hold links, as the answers of chats do.
    private static let textKeys: Set<String> = ["content", "text"]
    private static let shortestBase64 = 32

    /// The references in the order of the text, each with its own words in `written`: the address, the `data:` URL, or
    /// the base64, which has no line breaks then.
    ///
    /// Pointers are those of a JSON text, else empty. Without a base URL a path stays as it was written.
    package static func read(text: String, base: String?) -> [MediaReference] {
        let text = trimmed(text)
        guard let value = json(text) else { return find(in: text, pointer: JSONPointer(), base) }
        if let string = value.string { return read(text: string, base: base) }
        let known = MediaReader.read(value, base: base ?? "")
        let found = known.isEmpty ? search(value, JSONPointer(), base) : known
        return found.map { reference in
            let string = JSONPointer(reference.pointer).flatMap { value.at($0)?.string }
            return finished(reference, written: reference.written ?? string, base)
        }
    }

    private static func json(_ text: String) -> JSONValue? {
        guard let first = text.utf8.first, "{[\"".utf8.contains(first) else { return nil }
        guard let read = try? JSONReader.readTolerant(Array(text.utf8)) else { return nil }  // another text then
        return read.ambiguities.contains { $0.kind == .trailingBytes } ? nil : read.value
    }

    /// Every media key, and every text with links, in the order of the document.
    private static func search(_ value: JSONValue, _ pointer: JSONPointer, _ base: String?) -> [MediaReference] {
        switch value {
        case .array(let elements):
            return elements.enumerated().flatMap { search($0.element, pointer.appending($0.offset), base) }
        case .object(let object):
            return object.members.flatMap { key, value in
                let place = pointer.appending(key)
                guard let string = value.string else { return search(value, place, base) }
                if textKeys.contains(key) { return find(in: trimmed(string), pointer: place, base) }
                guard mediaKeys.contains(key) else { return [] }
                let field: MediaReader.Field = key == "b64_json" ? .base64 : .address
                return [MediaReader.reference(string, field, pointer: place.description, base: base ?? "")]
                    .compactMap(\.self)
            }
        case .null, .bool, .number, .string: return []
        }
    }

    /// The links in a text; else the text itself, when it is nothing but an address, a path or base64.
    private static func find(in text: String, pointer: JSONPointer, _ base: String?) -> [MediaReference] {
        let links = TextReferences.find(in: text).compactMap { reference($0, pointer, base) }
        guard links.isEmpty else { return links }
        if let address = onlyAddress(text) { return [reference(address, pointer, base)].compactMap(\.self) }
        let joined = text.filter { !$0.isWhitespace }
        guard isBase64(joined) else { return [] }
        return [MediaReference(pointer: pointer.description, kind: .base64, written: joined)]
    }

    private static func reference(_ link: String, _ pointer: JSONPointer, _ base: String?) -> MediaReference? {
        guard link.prefix(5).lowercased() == "data:" else {
            return MediaReader.reference(link, .address, pointer: pointer.description, base: base ?? "")
                .map { finished($0, written: link, base) }
        }
        guard let type = DataURL.mediaType(of: link) else { return nil }
        let kind = MediaReference.Kind.dataURL(mediaType: type.isEmpty ? nil : type)
        return MediaReference(pointer: pointer.description, kind: kind, written: link)
    }

    private static func finished(_ reference: MediaReference, written: String?, _ base: String?) -> MediaReference {
        var kind = reference.kind
        if case .path = kind, base == nil, let written { kind = .path(written) }
        return MediaReference(pointer: reference.pointer, kind: kind, written: written)
    }

    /// A text of one word that begins like an address or a server's path.
    private static func onlyAddress(_ text: String) -> String? {
        guard !text.contains(where: \.isWhitespace) else { return nil }
        return EndpointURL.hasScheme(text) || text.hasPrefix("/v1/") || text.hasPrefix("/files/") ? text : nil
    }

    private static func isBase64(_ text: String) -> Bool {
        text.utf8.count >= shortestBase64 && text.utf8.count.isMultiple(of: 4)
            && text.utf8.allSatisfy(TextReferences.isBase64)
    }

    private static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}
