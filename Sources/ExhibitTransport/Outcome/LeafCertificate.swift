/// What a server's own certificate says, in the words of curl's TLS library.
package struct LeafCertificate: Sendable, Hashable {
    /// Such as `C = US, O = Example, CN = api.example.com`.
    package let subject: String
    package let issuer: String
    /// Such as `Nov 21 00:00:00 2026 GMT`.
    package let notBefore: String
    package let notAfter: String

    package init(subject: String, issuer: String, notBefore: String, notAfter: String) {
        self.subject = subject
        self.issuer = issuer
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}
