package import ExhibitModel

/// How much of a body its stored segments gave back.
package enum Rebuilt: Hashable, Sendable {
    /// Every byte: the hash and size of what was received or sent.
    case exact(Digest, bytes: Int64)
    /// A private or sealed value is not here: a note, not a finding.
    case withheld
    /// A credential was taken out when the body was kept.
    case redacted
    /// A blob is not in the store.
    case missing(Digest)
}
