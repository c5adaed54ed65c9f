import COpenSSL

/// A digest algorithm looked up once for the life of the process.
///
/// OpenSSL 3 searches its providers on every implicit fetch, which takes longer than hashing a small entry.
@safe final class FetchedDigest: Sendable {
    static let sha256 = FetchedDigest("SHA256")

    /// Never changed after the fetch, and OpenSSL only reads it: safe to share.
    nonisolated(unsafe) let pointer: OpaquePointer

    private init(_ name: String) {
        unsafe pointer = OpenSSLStatus.require(EVP_MD_fetch(nil, name, nil), "finding the digest")
    }

    deinit { unsafe EVP_MD_free(pointer) }
}
