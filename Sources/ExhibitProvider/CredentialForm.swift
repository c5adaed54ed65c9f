/// How a dialect shows a provider's key.
package struct CredentialForm: Sendable, Hashable {
    package let header: String
    /// What stands before the key, with its blank, such as `Bearer `; not secret.
    package let prefix: String
    /// Whether a provider that is not on this machine is of no use without a key.
    package let isRequired: Bool

    package init(header: String = "Authorization", prefix: String = "Bearer ", isRequired: Bool = true) {
        self.header = header
        self.prefix = prefix
        self.isRequired = isRequired
    }
}
