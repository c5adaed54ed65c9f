import ExhibitCrypto
package import ExhibitModel
package import ExhibitPolicy

/// A policy that will judge a run, with the digest under which the ledger keeps it.
package struct AdoptedPolicy: Sendable, Hashable {
    package let policy: Policy
    package let digest: Digest

    package init(_ policy: Policy) {
        self.policy = policy
        digest = SHA256.hash(policy.canonical)
    }
}
