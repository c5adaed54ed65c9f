import COpenSSL

/// The one place where a result of OpenSSL's is judged.
enum OpenSSLStatus {
    /// Stops the process unless `status` is OpenSSL's success.
    ///
    /// Only for calls that fail for want of memory, of a working library, or by a bug of ours: going on without a hash
    /// or a key would be worse than stopping. What the outside can get wrong is answered with nil or false instead.
    static func require(_ status: Int32, _ step: StaticString) {
        precondition(status == 1, "OpenSSL failed at \(step): \(reason())")
    }

    /// The same for calls that answer with a pointer, null for failure.
    static func require<Pointer>(_ pointer: Pointer?, _ step: StaticString) -> Pointer {
        guard let pointer else { preconditionFailure("OpenSSL failed at \(step): \(reason())") }
        return pointer
    }

    /// Empties this thread's error queue, which the next user of OpenSSL on the thread would take for its own.
    static func forgetErrors() {
        ERR_clear_error()
    }

    private static func reason() -> String {
        guard let text = unsafe ERR_reason_error_string(ERR_peek_last_error()) else { return "no reason given" }
        return unsafe String(cString: text)
    }
}
