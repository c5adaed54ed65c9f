package import ExhibitModel

/// A job that a provider has accepted: everything that a later process needs to go on with it.
package struct Job: Sendable, Hashable {
    /// The provider's own name for it.
    package let id: String
    /// Addresses and other texts, under names of the dialect's own.
    ///
    /// An address may be a capability, so the record keeps them as a private value.
    package var memory: [String: String]
    /// When the provider says that it forgets the job or its result.
    package var expiresAt: Timestamp?

    package init(id: String, memory: [String: String] = [:], expiresAt: Timestamp? = nil) {
        self.id = id
        self.memory = memory
        self.expiresAt = expiresAt
    }
}
