/// What is known about the connection that a transfer used, or tried to use.
package struct ConnectionFacts: Sendable, Hashable {
    package var scheme: String
    package var host: String
    package var port: Int
    /// The connected address; the proxy's when one was used.
    package var peerAddress: String?
    package var peerScope: PeerScope?
    /// `1.0`, `1.1`, `2` or `3`.
    package var httpVersion: String?
    /// As OpenSSL names it, such as `TLSv1.3`; nil on a connection that an earlier transfer opened.
    package var tlsVersion: String?
    /// True once chain and host name were verified, false when that failed, nil without TLS or before it was tried.
    package var tlsVerified: Bool?
    package var customCA: Bool
    package var proxy: Bool
    /// The server's chain in PEM, its own certificate first; empty on a connection that an earlier transfer opened.
    package var certificates: [String]
    /// The server's own certificate as curl reads it; nil without TLS, and when it never came.
    package var leaf: LeafCertificate?

    package init(
        scheme: String,
        host: String,
        port: Int,
        peerAddress: String? = nil,
        peerScope: PeerScope? = nil,
        httpVersion: String? = nil,
        tlsVersion: String? = nil,
        tlsVerified: Bool? = nil,
        customCA: Bool = false,
        proxy: Bool = false,
        certificates: [String] = []
    ) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.peerAddress = peerAddress
        self.peerScope = peerScope
        self.httpVersion = httpVersion
        self.tlsVersion = tlsVersion
        self.tlsVerified = tlsVerified
        self.customCA = customCA
        self.proxy = proxy
        self.certificates = certificates
    }
}
