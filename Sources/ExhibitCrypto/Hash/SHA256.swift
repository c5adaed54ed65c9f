import COpenSSL
package import ExhibitModel

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces.
///
/// Cheap enough to be made anew for every small input: with the algorithm looked up once, 180,000 hashes of some hundred
/// bytes take about a tenth of a second, and keeping the context between them saves nothing that can be measured.
@safe package struct SHA256: ~Copyable {
    private let context: OpaquePointer

    package init() {
        unsafe context = OpenSSLStatus.require(EVP_MD_CTX_new(), "making a hash context")
        unsafe OpenSSLStatus.require(
            EVP_DigestInit_ex2(context, FetchedDigest.sha256.pointer, nil),
            "starting a hash"
        )
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    package mutating func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe update($0) }
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        unsafe OpenSSLStatus.require(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count), "hashing")
    }

    /// One byte, such as what sets a tree's leaves apart from its nodes, without an array around it.
    package mutating func update(byte: UInt8) {
        unsafe withUnsafeBytes(of: byte) { unsafe update($0) }
    }

    package consuming func finish() -> Digest {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            unsafe OpenSSLStatus.require(EVP_DigestFinal_ex(context, buffer.baseAddress, nil), "finishing a hash")
            count = 32
        }
        return Digest(bytes)
    }

    package static func hash(_ bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }
}
