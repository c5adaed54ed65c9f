/// Where a dialect's requests go, and the only randomness it may use.
package struct ProviderEndpoint: Sendable, Hashable {
    /// Without a `/` at the end.
    package let baseURL: String
    /// Letters and digits that nobody can guess, made once for each request: the multipart boundary is made of them.
    package let token: String

    package init(baseURL: String, token: String) {
        var trimmed = baseURL[...]
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.baseURL = String(trimmed)
        self.token = token
    }
}
