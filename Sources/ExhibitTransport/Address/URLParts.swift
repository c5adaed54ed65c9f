import CCurl

/// An absolute http or https URL, taken apart by curl's parser.
package struct URLParts: Hashable, Sendable {
    /// `http` or `https`.
    package let scheme: String
    /// In lower case, an IPv6 address without its brackets; numeric IPv4 spellings are normalised by curl.
    package let host: String
    /// The scheme's own port when the text has none.
    package let port: Int
    /// Starts with `/`; dots and percent-encoding are as written.
    package let path: String
    package let query: String?
    /// Whether the text holds a user name or password, which no transfer accepts.
    package let hasUserInfo: Bool

    package init?(_ text: String) {
        guard let url = CurlURL(), url.set(CURLUPART_URL, text, flags: CURLU_PATH_AS_IS),
            let scheme = url.get(CURLUPART_SCHEME)?.lowercased(), scheme == "http" || scheme == "https",
            let host = url.get(CURLUPART_HOST)?.lowercased(), !host.isEmpty,
            let port = url.get(CURLUPART_PORT, flags: CURLU_DEFAULT_PORT).flatMap({ Int($0) })
        else { return nil }
        self.scheme = scheme
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        self.port = port
        path = url.get(CURLUPART_PATH) ?? "/"
        query = url.get(CURLUPART_QUERY)
        hasUserInfo = url.get(CURLUPART_USER) != nil || url.get(CURLUPART_PASSWORD) != nil
    }

    /// Scheme, host and port (the scheme's own left out): the border that a credential must not cross.
    package var origin: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        let usual = scheme == "https" ? 443 : 80
        return port == usual ? "\(scheme)://\(shown)" : "\(scheme)://\(shown):\(port)"
    }

    /// The URL again, without user info and fragment.
    package var text: String {
        origin + path + (query.map { "?" + $0 } ?? "")
    }

    /// Whether the host can only be this machine: `localhost`, a name under it, or a loopback address.
    package var isLoopback: Bool {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        return IPAddress(host) != nil && PeerScope.of(address: host) == .loopback
    }

    /// The kind of address that the host is itself; nil for a name, which may lead anywhere, but for this machine's.
    package var literalScope: PeerScope? {
        if isLoopback { return .loopback }
        return IPAddress(host) == nil ? nil : PeerScope.of(address: host)
    }

    /// `reference` as an absolute URL, as a page at `base` would mean it (RFC 3986 §5); nil when either is no http URL.
    package static func resolve(_ reference: String, against base: String) -> String? {
        guard let url = CurlURL(), url.set(CURLUPART_URL, base), url.set(CURLUPART_URL, reference),
            let resolved = url.get(CURLUPART_URL), URLParts(resolved) != nil
        else { return nil }
        return resolved
    }
}
