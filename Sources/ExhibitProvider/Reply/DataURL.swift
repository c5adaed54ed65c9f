/// The plain part of a `data:` URL (RFC 2397), which stands before the base64.
enum DataURL {
    /// The media type, empty when it is left out; nil when the URL does not carry base64.
    static func mediaType(of text: String) -> String? {
        // A header of that length is no header; what follows may be megabytes.
        let start = text.prefix(256)
        guard let comma = start.firstIndex(of: ",") else { return nil }
        let header = start[..<comma].dropFirst(5)
        guard header.lowercased().hasSuffix(";base64") else { return nil }
        return header.prefix { $0 != ";" }.lowercased()
    }
}
