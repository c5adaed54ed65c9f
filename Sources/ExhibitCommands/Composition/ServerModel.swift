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
            let dialect = DialectTable.dialect(settings.dialect(of: choice.id)), let path = dialect.modelQuestion
        else { return nil }
        let provider = try settings.provider(flag: request.provider, mode: request.mode, dialects: DialectTable.spoken)
        guard !isNamed(request, provider, settings) else { return nil }
        let question = ProviderQuestion(provider, path: path, environment)
        let reply: Reply
        do throws(TransportFailure) {
            let (exchange, body) = try await question.ask()
            reply = Reply(status: exchange.head.status, headers: [], value: body)
        } catch {
            throw question.report(error)
        }
        switch dialect.model(in: reply, for: request.mode) {
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
        case .replyUnparsable: "check the address: is it that server that answers there?"
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
