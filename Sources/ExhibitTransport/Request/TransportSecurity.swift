/// What a connection has to be.
///
/// Certificates are always verified: there is no way to turn that off.
package struct TransportSecurity: Sendable, Hashable {
    package var requireTLS13: Bool
    /// The server's public key, as `sha256:<hex of the SPKI's digest>` or curl's `sha256//<base64>`.
    package var pinnedPublicKey: String?
    /// Trusts the authorities of this PEM file and no others; recorded as a custom CA.
    package var caFile: String?
    /// Where the connection may lead; anything else is refused before a packet goes there.
    ///
    /// Over a proxy this has to hold ``PeerScope/proxy``, and the host must not be the address of a refused scope.
    package var allowedScopes: Set<PeerScope>
    /// `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` by name, as the process has them.
    package var proxyVariables: [String: String]

    package init(
        requireTLS13: Bool = false,
        pinnedPublicKey: String? = nil,
        caFile: String? = nil,
        allowedScopes: Set<PeerScope> = Set(PeerScope.allCases),
        proxyVariables: [String: String] = [:]
    ) {
        self.requireTLS13 = requireTLS13
        self.pinnedPublicKey = pinnedPublicKey
        self.caFile = caFile
        self.allowedScopes = allowedScopes
        self.proxyVariables = proxyVariables
    }
}
