package import ExhibitModel

/// Why an answer of a time-stamp authority is worth nothing.
package enum TimeStampError: Error, Sendable, Hashable {
    /// The bytes are no `TimeStampResp` in DER, or something follows it.
    case malformed
    /// The authority granted nothing: its PKIStatus (RFC 3161 §2.4.2), and its own words if it gave any.
    case refused(status: Int, words: String?)
    /// The token is about other bytes.
    case otherImprint
    /// The token answers another request.
    case otherNonce
    /// The certificate does not lead to a pinned root, was not valid at the token's own time, or is not for time stamps.
    case untrusted(String)
    /// Anything else that makes the token none, such as a wrong signature.
    case invalid(String)
    /// The pinned roots are no certificates in PEM, or a private key stands among them.
    case noRoots
}

extension TimeStampError: Reportable {
    package var report: Report { Report(.anchorInvalid, message) }

    private var message: String {
        switch self {
        case .malformed: "what came is no time-stamp answer"
        case .refused(let status, let words): "the authority refused (status \(status)\(words.map { ": \($0)" } ?? ""))"
        case .otherImprint: "the time stamp is about other bytes"
        case .otherNonce: "the time stamp answers another request"
        case .untrusted(let reason): "the time stamp's certificate is not to be trusted: \(reason)"
        case .invalid(let reason): "the time stamp is not valid: \(reason)"
        case .noRoots: "the roots must be certificates in PEM, and nothing else"
        }
    }
}
