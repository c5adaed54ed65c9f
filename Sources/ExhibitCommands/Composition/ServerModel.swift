import ExhibitConfiguration
import ExhibitLedger
import ExhibitModel
import ExhibitProvider
import ExhibitTransport

/// The model of a server that chooses by itself (parity C1): asked for when nobody names one, and once more by the run.
enum ServerModel {
    /// Nil where a model is named, or the dialect's requests name theirs.
    ///
    /// A question bills nothing, and nothing is recorded.
    static func ask(
        _ request: ProviderRequestOptions,
        _ home: Home,
        _ environment: Environment
    ) async throws -> String? {
        let settings = try Settings.load(environment, configFlag: request.configFlag, homeFolder: home.path)
        // A provider whose dialect is another one is not resolved here: its secrets may come from a command.
        guard let choice = try? settings.choose(flag: request.provider, mode: request.mode),
            settings.dialect(of: choice.id) == "clacky"
        else { return nil }
        let provider = try settings.provider(flag: request.provider, mode: request.mode, dialects: DialectTable.spoken)
        guard !isNamed(request, provider, settings) else { return nil }
        let endpoint = ProviderEndpoint(baseURL: provider.baseURL ?? "", token: "")
        let asked = ClackyDialect.typesRequest(endpoint)
        let question = ProviderQuestion(
            provider,
            path: String(asked.url.dropFirst(endpoint.baseURL.count)),
            environment
        )
        let reply: Reply
        do throws(TransportFailure) {
            let (exchange, body) = try await question.ask()
            reply = Reply(status: exchange.head.status, headers: [], value: body)
        } catch {
            throw question.report(error)
        }
        switch ClackyDialect.model(in: reply, mode: request.mode) {
        case .success(let model): return model
        case .failure(let failure):
            let code = failure.outcome(ambiguous: .retry).beforeSubmit.code ?? failure.code
            throw Report(code, question.clean(failure.message), hint: hint(code), billed: .no)
        }
    }

    /// There is no run yet that could be gone on with, as the codes' own hints say.
    private static func hint(_ code: ErrorCode) -> String? {
        switch code {
        case .providerBusy: "wait, then give the command again; nothing was sent"
        case .replyUnparsable: "check the address: is Clacky's server there?"
        default: nil
        }
    }

    private static func isNamed(
        _ request: ProviderRequestOptions,
        _ provider: ConfiguredProvider,
        _ settings: Settings
    ) -> Bool {
        do throws(ConfigurationError) {
            _ = try settings.model(flag: request.model, mode: request.mode, provider: provider)
            return true
        } catch {
            // A placeholder is named too, and refused where models are chosen.
            guard case .modelPlaceholder(given: nil, _, _) = error else { return true }
            return false
        }
    }
}
