import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitRecord
import ExhibitRedaction
import ExhibitRun
import ExhibitTransport

/// What a fetch needs in the place of a provider: the origin, the headers for it, and where a connection may lead.
///
/// No provider of any configuration takes part, so none is named.
enum FetchSetup {
    static let provider = "web"

    /// `origin` is the address that is asked, or where a text came from; nil when nothing says that.
    static func resolve(
        origin: String?,
        _ headers: FetchHeaders,
        source: String,
        _ environment: Environment
    ) throws -> ResolvedProvider {
        let parts = try origin.map(parts)
        guard headers.secretHeaders.isEmpty || parts != nil else {
            throw Report(.usageInvalid, "--header goes to an origin, and none is named", hint: "add --origin URL")
        }
        if let parts, parts.scheme == "http", !parts.isLoopback, !headers.secretHeaders.isEmpty {
            throw Report(.providerInsecure, "the headers would travel to \(parts.host) over plain http")
        }
        let connection = ProviderConnection(
            id: provider,
            dialect: FetchDialect.word,
            baseURL: parts?.origin ?? "",
            secretHeaders: headers.secretHeaders,
            allowedScopes: scopes(parts),
            proxyVariables: environment.proxyVariables
        )
        let config: JSONObject = [
            "provider": .string(provider), "dialect": .string(FetchDialect.word),
            "origin": .string(parts?.origin ?? ""),
            "secret_headers": .array(headers.secretHeaders.map { .string($0.name) }),
        ]
        return ResolvedProvider(
            connection: connection,
            dialect: FetchDialect(),
            maxInFlight: 4,
            model: "",
            modelSource: "",
            providerSource: source,
            secrets: headers.secrets,
            config: .object(config),
            defaultPolicies: [],
            outDir: nil,
            timeout: nil,
            prices: [],
            notes: headers.notes,
            sandbox: nil
        )
    }

    /// The same for a recorded run: its origin stands in its first request.
    static func again(_ run: RunReplay, _ environment: Environment) throws -> ResolvedProvider {
        let options = (run.intent["options"]?.object ?? [:]).members.compactMap { member in
            member.value.string.map { (name: member.key, value: $0) }
        }
        let started = run.attempts.first?.started.body
        let origin = started?["base"] ?? (started?["method"] == "GET" ? started?["origin"] : nil)
        return try resolve(
            origin: origin?.string,
            FetchHeaders.again(options, environment),
            source: run.intent["provider_source"]?.string ?? "",
            environment
        )
    }

    private static func parts(_ origin: String) throws -> URLParts {
        guard let parts = URLParts(origin), !parts.hasUserInfo else {
            throw Report(.usageInvalid, "--origin is no address", hint: "write --origin https://HOST/PATH")
        }
        return parts
    }

    /// The address that a person names may be anywhere; what is known of its kind before connecting has to stay true.
    private static func scopes(_ origin: URLParts?) -> Set<PeerScope> {
        if let scope = origin?.literalScope { return [scope, .proxy] }
        return Set(PeerScope.allCases)
    }
}
