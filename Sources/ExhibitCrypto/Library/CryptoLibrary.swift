import COpenSSL

/// The OpenSSL that this process is running with, which need not be the one it was built against.
package enum CryptoLibrary {
    /// Such as `3.0.22`.
    package static var version: String {
        guard let text = unsafe OpenSSL_version(OPENSSL_VERSION_STRING) else { return "unknown" }
        return unsafe String(cString: text)
    }
}
