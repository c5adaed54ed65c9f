/// Which numbers a reader takes.
package enum JSONProfile: Hashable, Sendable {
    /// Integers of at most 2^53 − 1 either way, without fraction, exponent or `-0`: what we write and hash.
    case canonical
    /// Any number of RFC 8259 §6: what providers write.
    case reply
}
