/// One HTTP request, without the credential: that is added where it is sent.
package struct ProviderRequest: Sendable, Hashable {
    package let method: String
    package let url: String
    package let contentType: String?
    package let body: RequestBody
    /// Whether sending it may cost money.
    package let bills: Bool
    package let headers: [HeaderField]

    package init(
        method: String,
        url: String,
        contentType: String?,
        body: RequestBody,
        bills: Bool,
        headers: [HeaderField] = []
    ) {
        self.method = method
        self.url = url
        self.contentType = contentType
        self.body = body
        self.bills = bills
        self.headers = headers
    }

    /// Scheme, host and port.
    package var origin: String { String(EndpointURL.origin(of: url)) }

    /// The path without the query, which may hold what is not for records.
    package var path: String {
        let path = url.dropFirst(origin.count).prefix { $0 != "?" }
        return path.isEmpty ? "/" : String(path)
    }
}
