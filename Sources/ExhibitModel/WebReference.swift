/// A reference in a page as the absolute address that the page means by it (RFC 3986 §5.2).
///
/// Pure text work: whether an address may be asked is decided where it is connected to.
package enum WebReference {
    /// Nil when `base` is no http address, or the result is none.
    package static func resolve(_ reference: String, against base: String) -> String? {
        let reference = String(reference.prefix { $0 != "#" })
        if let scheme = scheme(of: reference) { return scheme == "http" || scheme == "https" ? reference : nil }
        guard let parts = Parts(base) else { return nil }
        if reference.hasPrefix("//") { return parts.scheme + ":" + reference }
        if reference.isEmpty { return parts.origin + parts.path }
        if reference.hasPrefix("?") { return parts.origin + parts.path + reference }
        let query = reference.firstIndex(of: "?") ?? reference.endIndex
        let path = reference[..<query]
        let merged = path.hasPrefix("/") ? String(path) : parts.folder + path
        return parts.origin + withoutDots(merged) + reference[query...]
    }

    /// RFC 3986 §5.2.4, for a path that starts with `/`.
    static func withoutDots(_ path: String) -> String {
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                if !kept.isEmpty { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/")
    }

    /// In lower case; nil when the text does not begin with one.
    private static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":"), text[..<colon].first?.isLetter == true,
            text[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
        else { return nil }
        return text[..<colon].lowercased()
    }

    private struct Parts {
        let scheme: String
        let origin: String
        let path: String

        init?(_ base: String) {
            guard let scheme = WebReference.scheme(of: base), scheme == "http" || scheme == "https",
                base.dropFirst(scheme.count).hasPrefix("://")
            else { return nil }
            let authority = base.dropFirst(scheme.count + 3).prefix { !"/?#".contains($0) }
            guard !authority.isEmpty else { return nil }
            let path = base[authority.endIndex...].prefix { $0 != "?" && $0 != "#" }
            self.scheme = scheme
            origin = String(base[..<authority.endIndex])
            self.path = path.isEmpty ? "/" : String(path)
        }

        /// The path up to its last `/`.
        var folder: String {
            path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
        }
    }
}
