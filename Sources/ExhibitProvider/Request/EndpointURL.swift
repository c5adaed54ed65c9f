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

    /// A reference in an answer as an absolute URL: `/v1/…` begins at the origin, every other path at the base URL.
    ///
    /// Nil when the text is no URL and no path.
    static func resolve(_ reference: String, base: String) -> String? {
        guard !reference.isEmpty, isPrintable(reference) else { return nil }
        if hasScheme(reference) { return reference }
        if reference.hasPrefix("//") { return base.prefix { $0 != "/" } + reference }
        if reference.hasPrefix("/v1/") { return origin(of: base) + reference }
        var path = reference[...]
        if path.hasPrefix("./") { path = path.dropFirst(2) }
        return base + (path.hasPrefix("/") ? "" : "/") + path
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
