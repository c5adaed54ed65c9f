import ExhibitConfiguration
import ExhibitJSON
import ExhibitModel
import ExhibitProvider
import ExhibitRedaction
import ExhibitRun
import ExhibitSandbox

/// A provider and a model that were chosen and filled in: what a run needs to know of the settings.
struct ResolvedProvider: Sendable {
    let connection: ProviderConnection
    let dialect: any Dialect
    /// `max_in_flight` of the home's `config.json`: requests that may be under way at once, from all tasks of the home.
    let maxInFlight: Int
    let model: String
    /// The step of the look-up that named the model.
    let modelSource: String
    let providerSource: String
    /// What the redactor has to find.
    let secrets: [KnownSecret]
    /// The settings in force, without secrets, as a run keeps them.
    let config: JSONValue
    /// `default_policy` of the home's `config.json`, names or files.
    let defaultPolicies: [String]
    /// `out_dir` of the home's `config.json`, as an absolute path.
    let outDir: String?
    /// `timeoutSeconds` of the provider's entry.
    let timeout: Duration?
    /// `prices` of the home's `config.json`.
    let prices: [Price]
    let notes: [Note]
    /// Lives as long as this value.
    let sandbox: Sandbox?

    /// The provider's name when the request has to wait for its turn, across all processes of the home.
    func sequentialID(_ intent: Intent) -> String? {
        maxInFlight == 1 || dialect.isSequential(intent) ? connection.id : nil
    }
}
