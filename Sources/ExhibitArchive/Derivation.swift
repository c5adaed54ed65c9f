/// Whether an artifact's bytes follow from a recorded body.
package enum Derivation: String, Sendable, Hashable {
    case verified
    /// The body cannot be rebuilt here, because private values stayed at home.
    case withheld
    case failed
}
