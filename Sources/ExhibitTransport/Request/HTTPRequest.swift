package import ExhibitModel

/// One request, as a value: what is sent, within which limits, and over what kind of connection.
package struct HTTPRequest: Sendable {
    package var method: String
    package var url: String
    package var headers: [HTTPHeader]
    /// Header fields whose value is `prefix` and then a secret, such as `Authorization: Bearer …`.
    package var secretHeaders: [(name: String, prefix: String, value: Secret)]
    package var body: HTTPRequestBody
    package var limits: TransferLimits
    package var security: TransportSecurity
    /// A connection of its own, closed afterwards: what may bill, and what is evidence, shares none.
    package var isolated: Bool

    package init(
        method: String,
        url: String,
        headers: [HTTPHeader] = [],
        secretHeaders: [(name: String, prefix: String, value: Secret)] = [],
        body: HTTPRequestBody = .none,
        limits: TransferLimits,
        security: TransportSecurity = TransportSecurity(),
        isolated: Bool
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.secretHeaders = secretHeaders
        self.body = body
        self.limits = limits
        self.security = security
        self.isolated = isolated
    }
}

/// One header field.
package struct HTTPHeader: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
