/// A provider's base URL: `http` or `https`, a host, a path; no user, query or fragment, and no `/` at the end.
struct BaseURL: Hashable {
    let text: String
    /// In lower case; an IPv6 address keeps its brackets.
    let host: String
    let isPlainHTTP: Bool

    init(_ text: String, at place: Place) throws(ConfigurationError) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .invalid(place, "must be a URL without spaces, control or non-ASCII characters")
        }
        guard let mark = text.firstRange(of: "://"), case let scheme = text[..<mark.lowerBound].lowercased(),
            scheme == "http" || scheme == "https"
        else { throw .invalid(place, "must begin with https:// or http://") }
        let rest = text[mark.upperBound...]
        guard !rest.contains("?"), !rest.contains("#") else {
            throw .invalid(place, "must not have a query or fragment")
        }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else {
            throw .invalid(place, "must not hold a user or password; use apiKey or headers")
        }
        guard let host = Self.host(of: authority) else { throw .invalid(place, "must name a host, and a port if any") }
        var trimmed = text[...]
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.text = String(trimmed)
        self.host = host
        isPlainHTTP = scheme == "http"
    }

    /// `localhost`, `127.0.0.0/8` or `::1`, as text: where the name really leads is checked on the connected address.
    var isLoopback: Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func host(of authority: Substring) -> String? {
        let host: Substring
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            host = authority[...bracket]
        } else {
            host = authority.prefix { $0 != ":" }
        }
        let port = authority[host.endIndex...]
        guard port.isEmpty || (port.hasPrefix(":") && UInt16(port.dropFirst()) != nil) else { return nil }
        return host.isEmpty || host == "[]" ? nil : host.lowercased()
    }
}
