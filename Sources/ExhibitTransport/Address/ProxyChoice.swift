import CCurl

/// The proxy that the environment asks for, with its credentials apart so that no message of curl's can show them.
struct ProxyChoice: Hashable {
    let url: String
    let user: String?
    let password: String?

    /// The variable holds no proxy URL; its value may hold a password, so only the name is told.
    struct Fault: Error, Hashable {
        let variable: String
    }

    private static let schemes: Set<String> = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

    private init?(_ text: String) {
        guard let url = CurlURL(),
            url.set(CURLUPART_URL, text.contains("://") ? text : "http://" + text, flags: CURLU_NON_SUPPORT_SCHEME),
            let scheme = url.get(CURLUPART_SCHEME), Self.schemes.contains(scheme), let host = url.get(CURLUPART_HOST)
        else { return nil }
        // Without a port curl takes 1080 for a proxy of any scheme but https.
        self.url = "\(scheme)://\(host):\(url.get(CURLUPART_PORT) ?? (scheme == "https" ? "443" : "1080"))"
        user = url.get(CURLUPART_USER, flags: CURLU_URLDECODE)
        password = url.get(CURLUPART_PASSWORD, flags: CURLU_URLDECODE)
    }

    /// The proxy for `target`, nil for a direct connection.
    ///
    /// As curl reads the variables: `https_proxy`, `HTTPS_PROXY`, but only lower-case `http_proxy` (a CGI server sets the
    /// other from a request header), then `all_proxy`, `ALL_PROXY`; hosts of `no_proxy` and this machine go direct.
    static func choose(for target: URLParts, _ variables: [String: String]) throws(Fault) -> ProxyChoice? {
        let own = target.scheme == "https" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        let name = (own + ["all_proxy", "ALL_PROXY"]).first { variables[$0]?.isEmpty == false }
        guard let name, let value = variables[name], !target.isLoopback else { return nil }
        let exceptions = variables["no_proxy"] ?? variables["NO_PROXY"] ?? ""
        guard !isExcepted(target.host, exceptions) else { return nil }
        guard let choice = ProxyChoice(value) else { throw Fault(variable: name) }
        return choice
    }

    /// Whether `no_proxy` names the host: `*`, the name, a domain above it, an address or a network in CIDR form.
    private static func isExcepted(_ host: String, _ list: String) -> Bool {
        let address = IPAddress(host)
        return list.lowercased().split(whereSeparator: { $0 == "," || $0 == " " }).contains { entry in
            if entry == "*" { return true }
            if let address { return address.isIn(String(entry)) }
            let domain = entry.drop { $0 == "." }
            return !domain.isEmpty && (host == domain || host.hasSuffix("." + domain))
        }
    }
}
