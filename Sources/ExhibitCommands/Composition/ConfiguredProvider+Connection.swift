import ExhibitConfiguration
import ExhibitModel
import ExhibitRun
import ExhibitTransport

extension ConfiguredProvider {
    /// As a run takes it; `baseURL` is the sandbox's own once it listens.
    func connection(baseURL: String, _ environment: Environment) -> ProviderConnection {
        ProviderConnection(
            id: id,
            dialect: dialect,
            baseURL: baseURL,
            headers: headers.map { ($0.name, $0.value) },
            secretHeaders: secretHeaders.map { ($0.name, $0.prefix, $0.value) },
            allowedScopes: allowedScopes,
            stopsOnAmbiguous: ambiguous == .stop,
            requiresTLS13: requireTLS13,
            pinnedPublicKey: pinnedPublicKey,
            caFile: authorityFile,
            proxyVariables: proxyVariables(environment),
            isSimulated: isSandbox
        )
    }

    /// Where a connection to this provider may lead.
    var allowedScopes: Set<PeerScope> {
        switch peerLimit {
        case .any: Set(PeerScope.allCases)
        case .local: [.loopback, .linkLocal, .private]
        case .loopback: [.loopback]
        }
    }

    /// The config's explicit proxy, else those of the environment.
    func proxyVariables(_ environment: Environment) -> [String: String] {
        if let proxy { return proxy.reveal { ["http_proxy": $0, "https_proxy": $0] } }
        return environment.proxyVariables
    }
}

extension Environment {
    /// What says which proxy to use; not `HTTP_PROXY`, which a request to a CGI program could set.
    var proxyVariables: [String: String] {
        let names = [
            "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
        ]
        return variables.filter { names.contains($0.key) }
    }
}
