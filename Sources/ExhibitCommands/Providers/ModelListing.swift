import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitSandbox
import ExhibitTransport

/// `provider models`: what the provider lists, beside what the model table knows.
struct ModelListing {
    let table: ModelTable
    /// Nil when nobody is to be asked: the table alone.
    let provider: ConfiguredProvider?
    /// Why the table alone is shown.
    private(set) var reason: String?
    private(set) var url: String?
    private(set) var status: Int?
    private(set) var served: ServedModels?
    private(set) var report: Report?

    /// Asks the provider, unless there is none or `isOffline` says not to.
    static func perform(
        _ name: String?,
        isOffline: Bool,
        _ table: ModelTable,
        _ settings: Settings
    ) async throws -> Answer {
        if isOffline {
            return ModelListing(table, try known(name, settings), reason: "no provider was asked").answer
        }
        // Nothing configured is no error here: the table can be read all the same.
        if name == nil, (try? settings.choose(flag: nil, mode: .generation)) == nil {
            return ModelListing(table, nil, reason: "no provider is configured").answer
        }
        var provider = try provider(name, settings)
        let sandbox = provider.isSandbox ? try Sandbox() : nil
        defer { sandbox?.stop() }
        if let sandbox { provider.baseURL = sandbox.baseURL }
        var listing = ModelListing(table, provider, reason: nil)
        await listing.ask(provider, settings.environment)
        return listing.answer
    }

    private init(_ table: ModelTable, _ provider: ConfiguredProvider?, reason: String?) {
        self.table = table
        self.provider = provider
        self.reason = reason
    }

    private static func provider(
        _ name: String?,
        _ settings: Settings
    ) throws(ConfigurationError) -> ConfiguredProvider {
        try settings.provider(flag: name, mode: .generation, dialects: DialectTable.spoken)
    }

    /// The provider whose dialect narrows the table; one that lacks its key, say, narrows nothing.
    private static func known(
        _ name: String?,
        _ settings: Settings
    ) throws(ConfigurationError) -> ConfiguredProvider? {
        do throws(ConfigurationError) {
            return try provider(name, settings)
        } catch {
            guard case .providerNotFound = error, name != nil else { return nil }
            throw error
        }
    }

    private mutating func ask(_ provider: ConfiguredProvider, _ environment: Environment) async {
        let question = ProviderQuestion(provider, path: ServedModels.path(provider.dialect), environment)
        url = question.url
        do throws(TransportFailure) {
            let (exchange, body) = try await question.ask()
            let found = body.flatMap { ServedModels($0, dialect: provider.dialect) }
            let verdict = CheckVerdict(status: exchange.head.status, hasModels: found != nil)
            status = exchange.head.status
            served = verdict == .accepted ? found : nil
            report = verdict.failure.map { question.report($0, status: exchange.head.status, body) }
            if verdict == .unproven { reason = "\(provider.id) does not list its models, which proves nothing" }
        } catch {
            report = question.report(error)
        }
    }
}
