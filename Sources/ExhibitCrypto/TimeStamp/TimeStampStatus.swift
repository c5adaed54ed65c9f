import COpenSSL

/// What OpenSSL and an authority say about a time stamp that does not hold.
enum TimeStampStatus {
    /// The newest of this thread's errors, which are then forgotten.
    static func failure() -> TimeStampError {
        let code = ERR_peek_last_error()
        var detail: UnsafePointer<CChar>?
        var flags: Int32 = 0
        unsafe ERR_peek_last_error_all(nil, nil, nil, &detail, &flags)
        let reason = unsafe ERR_reason_error_string(code).map { unsafe String(cString: $0) } ?? "no reason given"
        // Such as "Verify error:unable to get issuer certificate".
        let words = unsafe detail.map { unsafe String(cString: $0) } ?? ""
        OpenSSLStatus.forgetErrors()
        switch ERR_GET_REASON(code) {
        case TS_R_MESSAGE_IMPRINT_MISMATCH: return .otherImprint
        case TS_R_NONCE_MISMATCH, TS_R_NONCE_NOT_RETURNED: return .otherNonce
        case TS_R_CERTIFICATE_VERIFY_ERROR:
            let prefix = "Verify error:"
            return .untrusted(words.hasPrefix(prefix) ? String(words.dropFirst(prefix.count)) : reason)
        default: return .invalid(reason)
        }
    }

    /// The authority's own words, at most 200 characters without line breaks; nil when it gave none.
    static func words(_ info: OpaquePointer?) -> String? {
        let text = MemoryText()
        unsafe text.withStream { stream in _ = unsafe TS_STATUS_INFO_print_bio(stream, info) }
        let lines = text.take().split(separator: "\n").map { $0.filter { !$0.isNewline } }
        let description = lines.first { $0.hasPrefix("Status description: ") }?.dropFirst(20) ?? ""
        guard !description.isEmpty, description != "unspecified" else { return nil }
        return String(description.prefix(200))
    }
}
