/// A `TimeStampResp` in DER as an authority sent it (RFC 3161 §2.4.2).
package struct TimeStampResponse: Sendable, Hashable {
    package let der: [UInt8]

    package init(der: [UInt8]) {
        self.der = der
    }

    /// What the token says, once everything about it holds: granted, signed by a certificate for time stamps that leads
    /// to one of `roots` as of the token's own time, about the request's imprint, and with its nonce if it has one.
    ///
    /// An authority's certificate that has expired since still holds.
    package func verified(
        for request: TimeStampRequest,
        roots: TimeStampRoots
    ) throws(TimeStampError) -> TimeStamp {
        guard let response = TimeStampResponseHandle(der) else { throw .malformed }
        return try response.verified(for: request, roots: roots)
    }
}
