import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitRedaction
import ExhibitRun
import ExhibitSandbox
import ExhibitTransport

/// `provider check`: GET `/models` with the key.
///
/// It costs nothing, and it proves only what it says.
struct ProviderCheck {
    private let provider: ConfiguredProvider
    private let url: String
    private let model: ModelChoice?
    private let settings: Settings

    /// A reply longer than this is no list of models.
    private static let replyLimit = 8 << 20

    static func perform(_ name: String?, _ settings: Settings) async throws -> Answer {
        var provider = try settings.provider(flag: name, mode: .generation, dialects: DialectTable.spoken)
        let sandbox = provider.isSandbox ? try Sandbox() : nil
        defer { sandbox?.stop() }
        if let sandbox { provider.baseURL = sandbox.baseURL }
        return try await ProviderCheck(provider, settings).answer()
    }

    private init(_ provider: ConfiguredProvider, _ settings: Settings) {
        self.provider = provider
        self.settings = settings
        url = (provider.baseURL ?? "") + "/models"
        // A check of the connection needs no model; without one nothing is said about it.
        model = try? settings.model(flag: nil, mode: .generation, provider: provider)
    }

    private func answer() async throws -> Answer {
        let reply = ReplyCollector()
        let exchange: Exchange
        do throws(TransportFailure) {
            exchange = try await HTTPClient().fetch(request, into: reply.sink)
        } catch {
            return Answer(result: .object(facts(nil, nil)), report: report(error))
        }
        let body = try? JSONReader.readTolerant(reply.bytes).value  // a reply that is no JSON is told as such
        return judge(exchange, body)
    }

    private var request: HTTPRequest {
        let connection = provider.connection(baseURL: provider.baseURL ?? "", settings.environment)
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

    private func judge(_ exchange: Exchange, _ body: JSONValue?) -> Answer {
        let names = body?["data"]?.array?.compactMap { $0["id"]?.string }
        let verdict = CheckVerdict(status: exchange.head.status, hasModels: names != nil)
        var facts = facts(exchange, verdict)
        facts["models"] = names.map { .int($0.count) } ?? .null
        let isListed = model.flatMap { model in names.map { $0.contains(model.name) } }
        facts["model_listed"] = isListed.map(JSONValue.bool) ?? .null
        let head = "\(provider.id)  \(url) answered \(exchange.head.status) in \(exchange.timing.total) ms"
        if let code = verdict.failure {
            let said = body.flatMap(message).map { ": \($0)" } ?? ""
            return Answer(
                result: .object(facts),
                lines: [head],
                report: Report(
                    code,
                    "\(provider.id) answered \(exchange.head.status) to GET /models\(said)",
                    hint: hint(code)
                )
            )
        }
        var lines = [head, "key       " + keySentence(verdict)]
        if let model { lines.append("model     \(model.name) (\(model.source))\(listed(isListed))") }
        return Answer(result: .object(facts), lines: lines + ["nothing was spent"], quietLines: [verdict.rawValue])
    }

    private func keySentence(_ verdict: CheckVerdict) -> String {
        let source = provider.keySource.map { " (from \($0))" } ?? ""
        guard verdict == .accepted else {
            return "neither accepted nor refused\(source): the provider does not list models here, which proves nothing"
        }
        return provider.secretHeaders.isEmpty ? "needs none" : "accepted\(source)"
    }

    private func listed(_ isListed: Bool?) -> String {
        if provider.isSandbox { return ", as good as any name here" }
        return switch isListed {
        case true: ", listed"
        case false: ", not listed; some gateways do not list what they serve"
        default: ", not known whether it is served"
        }
    }

    private func hint(_ code: ErrorCode) -> String? {
        code == .replyUnparsable ? "check the base URL: it usually ends in /v1" : nil
    }

    /// The provider's own words, without credentials: a refusal that repeats the key is the normal case.
    private func message(_ body: JSONValue) -> String? {
        guard let text = body["error"]?["message"]?.string ?? body["error"]?.string ?? body["message"]?.string else {
            return nil
        }
        let redactor = Redactor(
            secrets: provider.knownSecrets,
            key: settings.environment.random(32),
            home: settings.environment["HOME"]
        )
        let line = redactor.redact(text).text.unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : String($0)
        }
        return line.count > 200 ? line.prefix(200).joined() + "…" : line.joined()
    }

    private func facts(_ exchange: Exchange?, _ verdict: CheckVerdict?) -> JSONObject {
        JSONObject([
            ("provider", .string(provider.id)), ("provider_source", .string(provider.source)),
            ("dialect", .string(provider.dialect)),
            ("base_url", .string(provider.baseURL ?? "")), ("url", .string(url)),
            ("key", .string(provider.secretHeaders.isEmpty ? "none" : "set")),
            ("key_source", provider.keySource.map(JSONValue.string) ?? .null),
            (
                "key_accepted",
                provider.secretHeaders.isEmpty ? .null : verdict?.keyAccepted.map(JSONValue.bool) ?? .null
            ),
            ("status", exchange.map { .int($0.head.status) } ?? .null),
            ("peer_scope", exchange?.facts.peerScope.map { .string($0.rawValue) } ?? .null),
            ("tls_version", exchange?.facts.tlsVersion.map(JSONValue.string) ?? .null),
            ("elapsed_ms", exchange.map { .int($0.timing.total) } ?? .null),
            ("simulated", .bool(provider.isSandbox)), ("model", model.map { .string($0.name) } ?? .null),
            ("spent", false),
        ])
    }

    /// A check bills nothing, so how far it got does not matter: it was answered, or it was not.
    private func report(_ failure: TransportFailure) -> Report {
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
}
