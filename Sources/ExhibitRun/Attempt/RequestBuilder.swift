import ExhibitModel
import ExhibitProvider
import ExhibitTransport

/// Puts a request into the transport's words, with the credential where it may go and nowhere else.
struct RequestBuilder {
    let provider: ProviderConnection
    let timeout: Duration

    /// The request that may bill.
    func submit(_ request: ProviderRequest, _ body: HTTPRequestBody, idempotencyKey: String) -> HTTPRequest {
        var headers = request.headers.map { HTTPHeader($0.name, $0.value) }
        if let type = request.contentType { headers.append(HTTPHeader("Content-Type", type)) }
        headers += [HTTPHeader("User-Agent", Tool.userAgent), HTTPHeader("Idempotency-Key", idempotencyKey)]
        headers += provider.headers.map { HTTPHeader($0.name, $0.value) }
        return build(
            request.method,
            request.url,
            headers,
            secrets: provider.secretHeaders,
            scopes: provider.allowedScopes,
            body
        )
    }

    /// A poll, or another request that bills nothing: with the credential only where the provider itself is.
    func ask(_ request: ProviderRequest, _ body: HTTPRequestBody) -> HTTPRequest {
        let isOwn = URLParts(request.url)?.origin == URLParts(provider.baseURL)?.origin
        var headers = request.headers.map { HTTPHeader($0.name, $0.value) }
        if let type = request.contentType { headers.append(HTTPHeader("Content-Type", type)) }
        headers.append(HTTPHeader("User-Agent", Tool.userAgent))
        if isOwn { headers += provider.headers.map { HTTPHeader($0.name, $0.value) } }
        return build(
            request.method,
            request.url,
            headers,
            secrets: isOwn ? provider.secretHeaders : [],
            scopes: isOwn ? provider.allowedScopes : downloadScopes,
            body,
            // What a finished job made is evidence; a poll is not.
            isolated: request.purpose.isResult
        )
    }

    /// A download: with the credential only where the provider itself is.
    func download(_ url: String) -> HTTPRequest {
        let isOwn = URLParts(url)?.origin == URLParts(provider.baseURL)?.origin
        return build(
            "GET",
            url,
            [HTTPHeader("User-Agent", Tool.userAgent)],
            secrets: isOwn ? provider.secretHeaders : [],
            scopes: downloadScopes,
            .none
        )
    }

    private func build(
        _ method: String,
        _ url: String,
        _ headers: [HTTPHeader],
        secrets: [(name: String, prefix: String, value: Secret)],
        scopes: Set<PeerScope>,
        _ body: HTTPRequestBody,
        isolated: Bool = true
    ) -> HTTPRequest {
        let limits = TransferLimits(total: timeout)
        var security = TransportSecurity()
        security.requireTLS13 = provider.requiresTLS13
        security.pinnedPublicKey = provider.pinnedPublicKey
        security.caFile = provider.caFile
        security.proxyVariables = provider.proxyVariables
        security.allowedScopes = scopes
        return HTTPRequest(
            method: method,
            url: url,
            headers: headers,
            secretHeaders: secrets,
            body: body,
            limits: limits,
            security: security,
            isolated: isolated
        )
    }

    /// Public addresses, and the provider's own kind of address: an answer must not lead into a private network.
    private var downloadScopes: Set<PeerScope> {
        var scopes: Set<PeerScope> = [.public, .proxy]
        guard let host = URLParts(provider.baseURL)?.host else { return scopes }
        let own = PeerScope.of(address: host)
        if URLParts(provider.baseURL)?.isLoopback == true { scopes.insert(.loopback) }
        if own != .public { scopes.insert(own) }
        return scopes
    }
}

extension Purpose {
    fileprivate var isResult: Bool {
        if case .result = self { true } else { false }
    }
}
