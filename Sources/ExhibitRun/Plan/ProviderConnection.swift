package import ExhibitModel
import ExhibitProvider
package import ExhibitTransport

/// Where a provider is and how it is spoken to: settings only, no state.
package struct ProviderConnection: Sendable {
    package var id: String
    package var dialect: String
    package var baseURL: String
    package var headers: [(name: String, value: String)]
    /// The credential and whatever else must not be shown: they go to the provider's own origin only.
    package var secretHeaders: [(name: String, prefix: String, value: Secret)]
    /// Kinds of address that a request with these headers may connect to.
    package var allowedScopes: Set<PeerScope>
    /// An unclear answer (408, 500, 502, 504) ends the run instead of being retried.
    package var stopsOnAmbiguous: Bool
    package var requiresTLS13: Bool
    package var pinnedPublicKey: String?
    package var caFile: String?
    package var proxyVariables: [String: String]
    /// The built-in sandbox.
    package var isSimulated: Bool

    package init(
        id: String,
        dialect: String,
        baseURL: String,
        headers: [(name: String, value: String)] = [],
        secretHeaders: [(name: String, prefix: String, value: Secret)] = [],
        allowedScopes: Set<PeerScope> = Set(PeerScope.allCases),
        stopsOnAmbiguous: Bool = false,
        requiresTLS13: Bool = false,
        pinnedPublicKey: String? = nil,
        caFile: String? = nil,
        proxyVariables: [String: String] = [:],
        isSimulated: Bool = false
    ) {
        self.id = id
        self.dialect = dialect
        self.baseURL = baseURL
        self.headers = headers
        self.secretHeaders = secretHeaders
        self.allowedScopes = allowedScopes
        self.stopsOnAmbiguous = stopsOnAmbiguous
        self.requiresTLS13 = requiresTLS13
        self.pinnedPublicKey = pinnedPublicKey
        self.caFile = caFile
        self.proxyVariables = proxyVariables
        self.isSimulated = isSimulated
    }

    var ambiguous: AttemptOutcome.Ambiguous { stopsOnAmbiguous ? .stop : .retry }
}
