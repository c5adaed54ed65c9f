package import ExhibitModel

/// What a verified time-stamp token says (RFC 3161).
package struct TimeStamp: Sendable, Hashable {
    /// `genTime`: when the authority saw the imprint, to the millisecond.
    package let time: Timestamp
    /// The subject of the certificate that signed, as RFC 4514 writes it, in UTF-8.
    package let subject: String
    /// The token's own serial number, in hex.
    package let serial: String
}
