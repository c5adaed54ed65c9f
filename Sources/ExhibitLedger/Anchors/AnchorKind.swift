/// How an outside party vouches for a signed head: the word in the table `anchor`.
package enum AnchorKind: String, Sendable, Hashable {
    /// `der` holds the authority's TimeStampResp (RFC 3161).
    case rfc3161
    /// `der` holds the bytes of a C2SP cosignature line.
    case cosignature
}
