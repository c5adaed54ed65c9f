import ExhibitJSON

/// Finds the media in an answer by two tables: where items stand, and which fields of an item hold media.
///
/// It is not a search through the tree: a thumbnail, an avatar or an echoed input somewhere in an answer is not the
/// picture that was paid for.
package enum MediaReader {
    /// Lists, single items, or bare strings; the first place that holds any media has all of it.
    private static let places: [[String]] = [
        ["data"], ["images"], ["data", "images"], ["data", "data"], ["result", "images"], ["result", "data"],
        ["result"],
        ["output"], ["outputs"], ["output", "images"], ["data", "output"], ["data", "outputs"], ["data", "result"],
        ["artifacts"], ["predictions"], ["results"], ["image_urls"], ["urls"], ["data", "urls"], ["files"], ["videos"],
        [],
    ]

    /// What a field's string may be.
    enum Field {
        case base64
        case address
        case either
    }

    private static let fields: [(name: String, field: Field)] = [
        ("b64_json", .base64), ("b64", .base64), ("base64", .base64), ("image_base64", .base64),
        ("bytesBase64Encoded", .base64), ("url", .address), ("image_url", .address), ("output_url", .address),
        ("result_url", .address), ("download_url", .address), ("file_url", .address), ("uri", .address),
        ("image", .either), ("video_url", .address), ("audio_url", .address), ("video", .either), ("audio", .either),
        ("path", .address),
    ]

    /// The media in the answer's order; paths are resolved against `base`, the provider's base URL.
    package static func read(_ reply: Reply, base: String) -> [MediaReference] {
        guard let value = reply.value else { return readOther(reply, base: base) }
        return read(value, base: base)
    }

    static func read(_ value: JSONValue, base: String) -> [MediaReference] {
        read(value, at: places.map { JSONPointer(tokens: $0) }, base: base)
    }

    /// The media at the first of the places that holds any: a list of items, one item, or a bare string.
    static func read(_ value: JSONValue, at places: [JSONPointer], base: String) -> [MediaReference] {
        for place in places {
            let found = items(value, place).compactMap { item($0.value, $0.pointer, base) }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// An answer that is no JSON: the media itself, or a text with links.
    ///
    /// Bytes that are no text are media whatever their type says: sound is documented as `application/octet-stream`.
    private static func readOther(_ reply: Reply, base: String) -> [MediaReference] {
        if let type = reply.mediaType, ["image/", "video/", "audio/"].contains(where: type.hasPrefix) {
            return [MediaReference(pointer: "", kind: .body)]
        }
        guard let text = reply.text else { return [MediaReference(pointer: "", kind: .body)] }
        return TextReferences.find(in: text).compactMap { link in
            reference(link, .address, pointer: "", base: base)
        }
    }

    private static func items(_ root: JSONValue, _ pointer: JSONPointer) -> [(value: JSONValue, pointer: JSONPointer)] {
        guard let value = root.at(pointer) else { return [] }
        guard let elements = value.array else { return [(value, pointer)] }
        return elements.enumerated().map { ($0.element, pointer.appending($0.offset)) }
    }

    private static func item(_ value: JSONValue, _ pointer: JSONPointer, _ base: String) -> MediaReference? {
        if let text = value.string { return reference(text, .either, pointer: pointer.description, base: base) }
        for (name, field) in fields {
            guard let member = value[name] else { continue }
            let place = pointer.appending(name)
            if let text = member.string, let found = reference(text, field, pointer: place.description, base: base) {
                return found
            }
            // Chat-style answers write {"image_url": {"url": …}}.
            if let text = member["url"]?.string,
                let found = reference(text, .address, pointer: place.appending("url").description, base: base)
            {
                return found
            }
        }
        return nil
    }

    /// What a string in an answer refers to; nil for what is no media in such a field.
    static func reference(_ text: String, _ field: Field, pointer: String, base: String) -> MediaReference? {
        guard !text.isEmpty else { return nil }
        if text.prefix(5).lowercased() == "data:" {
            guard !pointer.isEmpty, let type = DataURL.mediaType(of: text) else { return nil }
            return MediaReference(pointer: pointer, kind: .dataURL(mediaType: type.isEmpty ? nil : type))
        }
        if EndpointURL.hasScheme(text) {
            return EndpointURL.resolve(text, base: base).map {
                MediaReference(pointer: pointer, kind: .url($0), written: text)
            }
        }
        if field == .base64 || !looksLikePath(text, field) {
            return MediaReference(pointer: pointer, kind: .base64)
        }
        return EndpointURL.resolve(text, base: base).map {
            MediaReference(pointer: pointer, kind: .path($0), written: text)
        }
    }

    /// Base64 may begin with `/` too (every JPEG's does), but has no dot, and no `/v1/` or `/files/` in front.
    ///
    /// A field that is named for an address is believed when there is any `/` or `.` in it.
    private static func looksLikePath(_ text: String, _ field: Field) -> Bool {
        guard text.utf8.count <= 2048 else { return false }
        if field == .address { return text.contains("/") || text.contains(".") }
        return text.hasPrefix("/v1/") || text.hasPrefix("/files/") || text.contains(".")
    }
}
