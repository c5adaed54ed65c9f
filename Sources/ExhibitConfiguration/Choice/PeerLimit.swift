/// Which addresses a provider's connection may end at, to be checked on the connected address.
package enum PeerLimit: String, Sendable, Hashable {
    case any
    /// Loopback, link-local and private addresses: plain http without a credential.
    case local
    /// Plain http with a credential, and the sandbox.
    case loopback
}
