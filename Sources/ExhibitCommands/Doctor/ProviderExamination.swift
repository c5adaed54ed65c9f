import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import ExhibitProvider

/// The six checks of the provider, from the file that has it to the fields that are sent to it.
struct ProviderExamination {
    private(set) var checks: [Check] = []
    private(set) var chosen: ProviderChoice?
    /// The provider's clock minus ours, in milliseconds; nil when it was not asked or did not say.
    private(set) var clockSkew: Int64?
    private let options: Doctor.Options
    private let environment: Environment

    private static let howToKnow = "exhibit generate --dry-run shows what would be sent; only sending it proves more"

    init(
        _ settings: Result<Settings, any Error>,
        _ options: Doctor.Options,
        _ environment: Environment
    ) async {
        self.options = options
        self.environment = environment
        switch settings {
        case .failure(let error):
            checks.append(.wrong("config", Reporting.report(error)))
            checks += ["provider", "connection", "endpoint", "model"].map { .blocked($0, by: "config") }
        case .success(let settings):
            let provider = lookUp(settings)
            if let provider { await ask(provider, settings) }
        }
        checks.append(extraJSON)
    }

    /// The checks `config`, `provider`, and what can be said of `connection` without the provider's word.
    private mutating func lookUp(_ settings: Settings) -> ConfiguredProvider? {
        let provider: Result<ConfiguredProvider, ConfigurationError>
        do throws(ConfigurationError) {
            chosen = try settings.choose(flag: options.provider, mode: .generation)
            provider = .success(
                try settings.provider(flag: options.provider, mode: .generation, dialects: DialectTable.spoken)
            )
        } catch {
            provider = .failure(error)
        }
        checks.append(config(settings, isMissed: provider.isNotFound))
        switch provider {
        case .success(let provider):
            checks.append(.ok("provider", "\(provider.id) (\(provider.source)), speaks \(provider.dialect)"))
            return provider
        case .failure(let error):
            block(error)
            return nil
        }
    }

    private func config(_ settings: Settings, isMissed: Bool) -> Check {
        let location = settings.location
        do throws(ConfigurationError) {
            guard let config = try settings.openClaw() else {
                let looked = location.lookedAt.first ?? "no home folder to look in"
                guard isMissed else { return .ok("config", "none (\(looked) is not there), and none is needed") }
                return .wrong("config", Report(.configMissing, "there is no OpenClaw config: \(looked) is not there"))
            }
            let count = config.providers.count
            let notes = config.notes.map { "; \($0.message)" }.joined()
            let words = "\(location.path ?? "") (\(location.step)), \(count) provider\(count == 1 ? "" : "s")"
            return .ok("config", words + notes)
        } catch {
            return .wrong("config", error.report)
        }
    }

    /// What follows from a provider that cannot be filled in.
    private mutating func block(_ error: ConfigurationError) {
        var blocked = ["connection", "endpoint", "model"]
        if checks.last?.state == .wrong {
            checks.append(.blocked("provider", by: "config"))
        } else if error.isAboutTheEntry {
            checks.append(.ok("provider", chosen.map { "\($0.id) (\($0.source))" } ?? ""))
            checks.append(.wrong(blocked.removeFirst(), error.report))
        } else {
            checks.append(.wrong("provider", error.report))
        }
        let cause = checks.last { $0.state == .wrong }?.name ?? "config"
        checks += blocked.map { .blocked($0, by: cause) }
    }

    // MARK: With the provider's word

    private mutating func ask(_ provider: ConfiguredProvider, _ settings: Settings) async {
        let found: ProviderFinding
        do {
            found = ProviderFinding(
                try await ProviderCheck.perform(provider, model: options.model, settings),
                of: provider
            )
        } catch {
            found = ProviderFinding(Answer(report: Reporting.report(error)), of: provider)
        }
        clockSkew = found.clockSkew
        checks.append(found.connection)
        checks.append(found.endpoint)
        do throws(ConfigurationError) {
            let model = try settings.model(flag: options.model, mode: .generation, provider: provider)
            checks.append(found.model(model))
        } catch {
            checks.append(.wrong("model", error.report))
        }
    }

    private var extraJSON: Check {
        var make = ProviderOptions()
        make.extraJSON = options.extraJSON
        make.extraJSONFile = options.extraJSONFile
        do {
            guard let given = try ExtraJSON.read(make, environment) else { return .ok("extra_json", "none given") }
            if let model = given.model { try ModelChoice.refusePlaceholder(model, from: "--extra-json") }
            return .unknown(
                "extra_json",
                "a JSON object; whether the provider takes its fields shows only in a request that it bills",
                fix: Self.howToKnow
            )
        } catch {
            return .wrong("extra_json", Reporting.report(error))
        }
    }
}

extension Result<ConfiguredProvider, ConfigurationError> {
    fileprivate var isNotFound: Bool {
        if case .failure(.providerNotFound) = self { true } else { false }
    }
}

extension ConfigurationError {
    /// Whether the provider is there, and what it says of itself is wrong.
    fileprivate var isAboutTheEntry: Bool {
        switch self {
        case .providerNotFound, .dialectUnknown: false
        default: true
        }
    }
}
