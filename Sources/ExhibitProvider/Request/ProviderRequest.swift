/// One HTTP request, without the credential: that is added where it is sent.
package struct ProviderRequest: Sendable, Hashable {
    package let method: String
    package let url: String
    package let body: RequestBody
    package let purpose: Purpose
    package let headers: [HeaderField]

    package init(
        method: String,
        url: String,
        body: RequestBody,
        purpose: Purpose = .submit(),
        headers: [HeaderField] = []
    ) {
        self.method = method
        self.url = url
        self.body = body
        self.purpose = purpose
        self.headers = headers
    }

    package var contentType: String? { body.contentType }

    /// Whether sending it may cost money.
    package var bills: Bool {
        if case .submit = purpose { true } else { false }
    }

    /// How the request differs from the intent; nothing for one that does not bill.
    package var variation: Variation {
        if case .submit(let variation, _) = purpose { variation } else { Variation() }
    }

    /// Scheme, host and port.
    package var origin: String { String(EndpointURL.origin(of: url)) }

    /// The path without the query, which may hold what is not for records.
    package var path: String {
        let path = url.dropFirst(origin.count).prefix { $0 != "?" }
        return path.isEmpty ? "/" : String(path)
    }
}
