package import ExhibitCrypto
package import ExhibitModel
package import ExhibitTransport

/// A time-stamp authority as it is asked over HTTP (RFC 3161 §3.4), and the roots that its answers have to lead to.
package struct TimeStampAuthority: Sendable {
    package let url: URLParts
    package let name: String
    package let roots: TimeStampRoots
    package let allowedScopes: Set<PeerScope>
    package let timeout: Duration

    /// Plain http leads to this machine and private networks only, unless `allowHTTP` says otherwise, as with providers.
    ///
    /// - Throws: `config.invalid` for an address that is none or carries a credential.
    package init(
        url text: String,
        roots: TimeStampRoots,
        name: String? = nil,
        allowHTTP: Bool = false,
        timeout: Duration
    ) throws(Report) {
        guard let url = URLParts(text), !url.hasUserInfo else {
            throw Report(
                .configInvalid,
                "a time-stamp authority's address must be http or https, without a user or password",
                hint: "give it as https://HOST/PATH"
            )
        }
        self.url = url
        self.name = name ?? url.origin
        self.roots = roots
        self.timeout = timeout
        allowedScopes =
            url.scheme == "https" || allowHTTP
            ? Set(PeerScope.allCases) : [.loopback, .linkLocal, .private]
    }
}
