/// One time-stamp authority (RFC 3161) that is asked to date the ledger: an entry of `tsa` in the home's `config.json`.
///
/// `{"url":"https://tsa.example/tsr","roots":"tsa.pem"}`: both are needed, since an answer is worth only what its root is.
package struct TimeStampSettings: Sendable, Hashable {
    package let url: String
    /// A PEM file, relative to the home, or the PEM text itself.
    package let roots: String
    package let name: String?
    /// Plain http to a public address: the answer is signed, but who asks can be seen.
    package let allowHTTP: Bool
    /// How long an answer is waited for, and so how long a request may be held back.
    package let timeoutSeconds: Int

    package static let defaultTimeoutSeconds = 15
    private static let keys = ["url", "roots", "name", "allow_http", "timeout_seconds"]

    private init(_ node: ConfigNode) throws(ConfigurationError) {
        try node.refuseKeys(outside: Self.keys)
        guard let url = node.member("url") else { throw .invalid(node.place, "needs a url") }
        guard let roots = node.member("roots") else {
            throw .invalid(node.place, "needs roots: the PEM file of the authority's root certificate")
        }
        self.url = try url.nonEmptyString()
        self.roots = try roots.nonEmptyString()
        name = try node.member("name")?.nonEmptyString()
        allowHTTP = try node.member("allow_http")?.bool() ?? false
        timeoutSeconds = try node.member("timeout_seconds")?.integer(1...120) ?? Self.defaultTimeoutSeconds
    }

    static func list(_ node: ConfigNode) throws(ConfigurationError) -> [TimeStampSettings] {
        var list: [TimeStampSettings] = []
        for element in try node.elements() { list.append(try TimeStampSettings(element)) }
        return list
    }
}
