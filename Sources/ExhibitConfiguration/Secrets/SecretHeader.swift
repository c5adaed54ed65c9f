package import ExhibitModel

/// A request header that shows a credential: `Authorization: Bearer …`.
package struct SecretHeader: Sendable, Hashable {
    package let name: String
    /// What stands before the secret, such as `Bearer `; not secret.
    package let prefix: String
    package let value: Secret

    package init(_ name: String, prefix: String = "", _ value: Secret) {
        self.name = name
        self.prefix = prefix
        self.value = value
    }
}
