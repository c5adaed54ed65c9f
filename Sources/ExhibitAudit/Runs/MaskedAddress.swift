/// An address that an answer named, without its query: that may be a capability and is not kept.
struct MaskedAddress {
    private let text: Substring

    init(_ address: String) {
        text = address.prefix { $0 != "?" && $0 != "#" }
    }

    /// Whether a request to this place could have been made for it; `base` is the origin of the answer, for an address
    /// that is a path.
    func leads(to origin: String, _ path: String, from base: String?) -> Bool {
        // A path that was redacted cannot be compared.
        guard !path.contains("[redacted:") else { return true }
        let path = path.prefix { $0 != "?" }
        guard let scheme = text.firstRange(of: "://") else {
            // A path may begin at the provider's base URL, which an answer does not know.
            return origin == base && path.hasSuffix(text.hasPrefix("/") ? String(text) : "/" + text)
        }
        let rest = text[scheme.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash].split(separator: "@").last ?? ""
        let place = rest[slash...].isEmpty ? "/" : rest[slash...]
        return Self.plain("\(text[..<scheme.lowerBound])://\(authority)") == Self.plain(origin) && place == path
    }

    /// Lower case, without a port that the scheme has anyway.
    private static func plain(_ origin: String) -> String {
        let origin = origin.lowercased()
        if origin.hasPrefix("https://"), origin.hasSuffix(":443") { return String(origin.dropLast(4)) }
        if origin.hasPrefix("http://"), origin.hasSuffix(":80") { return String(origin.dropLast(3)) }
        return origin
    }
}
