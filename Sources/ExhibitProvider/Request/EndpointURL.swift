import ExhibitModel

/// Joining a provider's base URL with paths: its own endpoints, and those that it names in answers.
enum EndpointURL {
    /// `base` and `path` with one `/` between them.
    ///
    /// - Throws: when `path` is a URL of another origin, which must not get the credential, or is no path at all.
    static func join(_ base: String, _ path: String) throws(ProviderError) -> String {
        guard !path.isEmpty, isPrintable(path) else {
            throw .endpointInvalid(path, problem: "must be a path without spaces and control characters")
        }
        guard !path.contains("#") else { throw .endpointInvalid(path, problem: "must not have a fragment") }
        if hasScheme(path) {
            guard origin(of: path).lowercased() == origin(of: base).lowercased() else {
                throw .endpointInvalid(path, problem: "must not leave the provider's own origin \(origin(of: base))")
            }
            return path
        }
        return base + (path.hasPrefix("/") ? "" : "/") + path
    }

    /// A reference in an answer as an absolute URL: `/v1/…`, and what repeats the base URL's own path, begins at the
    /// origin, every other path at the base URL.
    ///
    /// Nil when the text is no URL and no path.
    static func resolve(_ reference: String, base: String) -> String? {
        guard !reference.isEmpty, isPrintable(reference) else { return nil }
        if hasScheme(reference) { return reference }
        if reference.hasPrefix("//") { return base.prefix { $0 != "/" } + reference }
        let origin = origin(of: base)
        if reference.hasPrefix("/v1/") || reference.hasPrefix(base.dropFirst(origin.count) + "/") {
            return origin + reference
        }
        var path = reference[...]
        if path.hasPrefix("./") { path = path.dropFirst(2) }
        return base + (path.hasPrefix("/") ? "" : "/") + path
    }

    /// `?name=value&…` (RFC 3986 §3.4): everything but unreserved characters is percent-encoded.
    static func query(_ parameters: [(name: String, value: String)]) -> String {
        "?" + parameters.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    }

    /// Whether a stranger's or the caller's word can be one step of a path as it stands, and leads nowhere else.
    static func isName(_ text: some StringProtocol) -> Bool {
        (1...128).contains(text.utf8.count) && !text.hasPrefix(".") && text.utf8.allSatisfy(isUnreserved)
    }

    /// Where a job is asked for, as the answer names it: a path from the root begins at the origin (RFC 3986 §5.2).
    static func resolveAddress(_ reference: String, base: String) -> String? {
        guard reference.hasPrefix("/"), !reference.hasPrefix("//"), isPrintable(reference) else {
            return resolve(reference, base: base)
        }
        return origin(of: base) + reference
    }

    /// The URL with more path, before its query.
    static func extend(_ url: String, _ path: String) -> String {
        let query = url.firstIndex(of: "?") ?? url.endIndex
        return url[..<query] + path + url[query...]
    }

    /// A stranger's text as one segment of a path: it cannot leave the segment, nor begin a query.
    static func segment(_ text: String) -> String {
        let segment = encoded(text, keeping: UInt8(ascii: ":"))
        // Dots alone would be steps up (RFC 3986 §5.2.4).
        return segment.allSatisfy { $0 == "." } ? segment.replacing(".", with: "%2E") : segment
    }

    private static func encoded(_ text: String, keeping kept: UInt8? = nil) -> String {
        var encoded = ""
        for byte in text.utf8 {
            if isUnreserved(byte) || byte == kept {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + Hex.encode([byte]).uppercased()
            }
        }
        return encoded
    }

    /// RFC 3986 §2.3.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    static func hasScheme(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("https://") || start.hasPrefix("http://")
    }

    /// Everything before the path.
    static func origin(of url: String) -> Substring {
        guard let mark = url.firstRange(of: "://") else { return "" }
        let end = url[mark.upperBound...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" }
        return url[..<(end ?? url.endIndex)]
    }

    private static func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    }
}
