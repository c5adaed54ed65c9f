import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel

/// What the provider's list of models, or its absence, says about the checks of `doctor`.
struct ProviderFinding {
    private let provider: ConfiguredProvider
    /// As `provider check --json` tells it.
    private let facts: JSONValue
    private let problem: Report?

    init(_ answer: Answer, of provider: ConfiguredProvider) {
        self.provider = provider
        facts = answer.result
        problem = answer.report
    }

    var clockSkew: Int64? { facts["clock_skew_ms"]?.int.map(Int64.init) }

    var connection: Check {
        if let problem, problem.code == .authenticationFailed { return .wrong("connection", problem) }
        let key =
            if provider.secretHeaders.isEmpty {
                "needs no key"
            } else {
                "key set (from \(provider.keySource ?? provider.secretHeaders[0].name))"
            }
        let word =
            switch facts["key_accepted"]?.bool {
            case true: ", accepted"
            default: provider.secretHeaders.isEmpty ? "" : ", not proven by the provider"
            }
        return .ok("connection", "\(facts["base_url"]?.string ?? provider.baseURL ?? ""), \(key)\(word)")
    }

    var endpoint: Check {
        if let problem {
            return problem.code == .authenticationFailed
                ? .blocked("endpoint", by: "connection") : .wrong("endpoint", problem)
        }
        let answered = "GET /models answered \(facts["status"]?.int ?? 0)"
        if provider.isSandbox { return .ok("endpoint", "\(answered); the sandbox is exhibit itself") }
        return .unknown(
            "endpoint",
            facts["models"]?.isNull == false
                ? "\(answered) with a list, so the base URL is an API; where pictures are made it bills, and was not asked"
                : "\(answered), which proves nothing; where pictures are made it bills, and was not asked",
            fix: "a 404 from generate means: mend baseUrl (it usually ends in /v1), or give --endpoint"
        )
    }

    func model(_ model: ModelChoice) -> Check {
        let name = "\(model.name) (\(model.source))"
        if provider.isSandbox { return .ok("model", "\(name), as good as any name in the sandbox") }
        let listed =
            switch facts["model_listed"]?.bool {
            case true: "the provider lists it; whether it makes pictures shows only in a request that it bills"
            case false: "the provider does not list it, though some serve what they do not list"
            default: "the provider did not say what it serves"
            }
        return .unknown("model", "\(name): \(listed)", fix: "exhibit provider check, or another --model")
    }
}
