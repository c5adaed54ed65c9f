import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import ExhibitRedaction
import ExhibitRun
import ExhibitTransport

/// A GET to a provider with its credential: it costs nothing, and nothing is recorded.
struct ProviderQuestion {
    let provider: ConfiguredProvider
    let environment: Environment
    let url: String

    /// A reply longer than this is no list of models.
    private static let replyLimit = 8 << 20

    init(_ provider: ConfiguredProvider, path: String, _ environment: Environment) {
        self.provider = provider
        self.environment = environment
        url = (provider.baseURL ?? "") + path
    }

    /// The answer, and its JSON when it is any.
    func ask() async throws(TransportFailure) -> (exchange: Exchange, body: JSONValue?) {
        let reply = ReplyCollector()
        let exchange = try await HTTPClient().fetch(request, into: reply.sink)
        return (exchange, try? JSONReader.readTolerant(reply.bytes).value)  // a reply that is no JSON is told as such
    }

    private var request: HTTPRequest {
        let connection = provider.connection(baseURL: provider.baseURL ?? "", environment)
        return HTTPRequest(
            method: "GET",
            url: url,
            headers: [HTTPHeader("Accept", "application/json"), HTTPHeader("User-Agent", Tool.userAgent)]
                + connection.headers.map { HTTPHeader($0.name, $0.value) },
            secretHeaders: connection.secretHeaders,
            limits: TransferLimits(total: .seconds(30), bodyBytes: Self.replyLimit),
            security: TransportSecurity(
                requireTLS13: connection.requiresTLS13,
                pinnedPublicKey: connection.pinnedPublicKey,
                caFile: connection.caFile,
                allowedScopes: provider.allowedScopes,
                proxyVariables: connection.proxyVariables
            ),
            isolated: true
        )
    }

    /// What an answer that did not succeed means.
    func report(_ code: ErrorCode, status: Int, _ body: JSONValue?) -> Report {
        let said = body.flatMap(message).map { ": \($0)" } ?? ""
        let path = url.dropFirst(provider.baseURL?.count ?? 0)
        return Report(code, "\(provider.id) answered \(status) to GET \(path)\(said)", hint: hint(code))
    }

    /// A question bills nothing, so how far it got does not matter: it was answered, or it was not.
    func report(_ failure: TransportFailure) -> Report {
        switch failure.kind {
        case .tlsTrust, .addressRefused, .badURL, .cancelled:
            let report = failure.report
            return Report(report.code, report.message, hint: report.hint)
        case .headersTooLong, .bodyTooLong, .garbage:
            return Report(.replyUnparsable, "\(provider.id): \(failure.detail)", hint: hint(.replyUnparsable))
        default:
            return Report(
                .providerUnreachable,
                "\(provider.id) cannot be reached at \(url): \(failure.detail)",
                hint: "check the network and the base URL, then try again"
            )
        }
    }

    private func hint(_ code: ErrorCode) -> String? {
        code == .replyUnparsable ? "check the base URL: it usually ends in /v1" : nil
    }

    private func message(_ body: JSONValue) -> String? {
        (body["error"]?["message"]?.string ?? body["error"]?.string ?? body["message"]?.string).map(clean)
    }

    /// The provider's own words, without credentials: a refusal that repeats the key is the normal case.
    func clean(_ text: String) -> String {
        let redactor = Redactor(
            secrets: provider.knownSecrets,
            key: environment.random(32),
            home: environment["HOME"]
        )
        let line = redactor.redact(text).text.unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : String($0)
        }
        return line.count > 200 ? line.prefix(200).joined() + "…" : line.joined()
    }
}
