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
        headers.append(HTTPHeader("User-Agent", Tool.userAgent))
        // A question is the same however often it is asked.
        if request.method != "GET" { headers.append(HTTPHeader("Idempotency-Key", idempotencyKey)) }
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
    ///
    /// `source` is where the answer came from that named another address.
    func ask(_ request: ProviderRequest, _ body: HTTPRequestBody, namedBy source: PeerScope?) -> HTTPRequest {
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
            scopes: isOwn ? provider.allowedScopes : downloadScopes(source),
            body,
            // What a finished job made is evidence; a poll is not.
            isolated: request.purpose.isResult
        )
    }

    /// A download: with the credential only where the provider itself is.
    ///
    /// `source` is where the answer came from that named the address.
    func download(_ url: String, namedBy source: PeerScope?) -> HTTPRequest {
        let isOwn = URLParts(url)?.origin == URLParts(provider.baseURL)?.origin
        return build(
            "GET",
            url,
            [HTTPHeader("User-Agent", Tool.userAgent)],
            secrets: isOwn ? provider.secretHeaders : [],
            scopes: downloadScopes(source),
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

    /// Public addresses, and the kind of address that the answer itself came from: it must not lead from outside into a
    /// private network.
    ///
    /// The base URL counts only where it says its kind itself: a name may lead anywhere.
    private func downloadScopes(_ source: PeerScope?) -> Set<PeerScope> {
        let own = [source, URLParts(provider.baseURL)?.literalScope].compactMap(\.self)
        return Set([.public, .proxy] + own)
    }
}

extension Purpose {
    fileprivate var isResult: Bool {
        if case .result = self { true } else { false }
    }
}
