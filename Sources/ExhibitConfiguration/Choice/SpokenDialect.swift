/// A dialect that can be spoken, and how it shows a provider's key.
package struct SpokenDialect: Sendable, Hashable {
    package let name: String
    package let keyHeader: String
    /// What stands before the key, with its blank; not secret.
    package let keyPrefix: String
    /// Whether a provider that is not on this machine is of no use without a key.
    package let needsKey: Bool

    package init(
        _ name: String,
        keyHeader: String = "Authorization",
        keyPrefix: String = "Bearer ",
        needsKey: Bool = true
    ) {
        self.name = name
        self.keyHeader = keyHeader
        self.keyPrefix = keyPrefix
        self.needsKey = needsKey
    }
}
