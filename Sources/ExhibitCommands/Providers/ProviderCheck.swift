import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitSandbox
import ExhibitTransport

/// `provider check`: GET `/models` with the key.
///
/// It costs nothing, and it proves only what it says.
struct ProviderCheck {
    private let provider: ConfiguredProvider
    private let question: ProviderQuestion
    private let model: ModelChoice?

    static func perform(_ name: String?, _ settings: Settings) async throws -> Answer {
        try await perform(
            try settings.provider(flag: name, mode: .generation, dialects: DialectTable.spoken),
            settings
        )
    }

    /// The same for a provider that is filled in already, and for the model that a run with `--model` would ask for.
    static func perform(
        _ chosen: ConfiguredProvider,
        model: String? = nil,
        _ settings: Settings
    ) async throws -> Answer {
        var provider = chosen
        let sandbox = provider.isSandbox ? try Sandbox() : nil
        defer { sandbox?.stop() }
        if let sandbox { provider.baseURL = sandbox.baseURL }
        return await ProviderCheck(provider, model: model, settings).answer()
    }

    private init(_ provider: ConfiguredProvider, model flag: String?, _ settings: Settings) {
        self.provider = provider
        question = ProviderQuestion(provider, path: ServedModels.path(provider.dialect), settings.environment)
        // A check of the connection needs no model; without one nothing is said about it.
        model = try? settings.model(flag: flag, mode: .generation, provider: provider)
    }

    private func answer() async -> Answer {
        do throws(TransportFailure) {
            let (exchange, body) = try await question.ask()
            return judge(exchange, body)
        } catch {
            return Answer(result: .object(facts(nil, nil)), report: question.report(error))
        }
    }

    private func judge(_ exchange: Exchange, _ body: JSONValue?) -> Answer {
        let served = body.flatMap { ServedModels($0, dialect: provider.dialect) }
        let verdict = CheckVerdict(status: exchange.head.status, hasModels: served != nil)
        var facts = facts(exchange, verdict)
        // A service that lists its files does not say which models it serves.
        let names = served.flatMap { $0.files.isEmpty ? $0.models.map(\.name) : nil }
        facts["models"] = names.map { .int($0.count) } ?? .null
        let isListed = model.flatMap { model in names.map { $0.contains(model.name) } }
        facts["model_listed"] = isListed.map(JSONValue.bool) ?? .null
        let head = "\(provider.id)  \(question.url) answered \(exchange.head.status) in \(exchange.timing.total) ms"
        if let code = verdict.failure {
            return Answer(
                result: .object(facts),
                lines: [head],
                report: question.report(code, status: exchange.head.status, body)
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

    private func facts(_ exchange: Exchange?, _ verdict: CheckVerdict?) -> JSONObject {
        JSONObject([
            ("provider", .string(provider.id)), ("provider_source", .string(provider.source)),
            ("dialect", .string(provider.dialect)),
            ("base_url", .string(provider.baseURL ?? "")), ("url", .string(question.url)),
            ("key", .string(provider.secretHeaders.isEmpty ? "none" : "set")),
            ("key_source", provider.keySource.map(JSONValue.string) ?? .null),
            (
                "key_accepted",
                provider.secretHeaders.isEmpty ? .null : verdict?.keyAccepted.map(JSONValue.bool) ?? .null
            ),
            ("status", exchange.map { .int($0.head.status) } ?? .null),
            ("peer_scope", exchange?.facts.peerScope.map { .string($0.rawValue) } ?? .null),
            ("tls_version", exchange?.facts.tlsVersion.map(JSONValue.string) ?? .null),
            ("clock_skew_ms", exchange.flatMap(clockSkew).map { .number(JSONNumber($0)) } ?? .null),
            ("elapsed_ms", exchange.map { .int($0.timing.total) } ?? .null),
            ("simulated", .bool(provider.isSandbox)), ("model", model.map { .string($0.name) } ?? .null),
            ("spent", false),
        ])
    }

    /// The provider's clock minus ours: a `Date` has whole seconds, and was written while the answer was on its way.
    private func clockSkew(_ exchange: Exchange) -> Int64? {
        guard let date = exchange.head.value("Date").flatMap(HTTPDate.parse) else { return nil }
        return date.milliseconds - question.environment.now().milliseconds
    }
}
