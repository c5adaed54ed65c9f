import COpenSSL
package import ExhibitModel

/// The certificates that an authority's chain must end in: a PEM file, pinned by its digest, and nothing else.
///
/// What the machine trusts otherwise plays no part.
package struct TimeStampRoots: Sendable, Hashable {
    /// The file as it was read; who verifies later uses the same bytes.
    package let pem: [UInt8]
    package let sha256: Digest
    /// How many certificates it holds.
    package let count: Int

    /// - Throws: ``TimeStampError/noRoots`` unless the file holds at least one certificate, and no private key: it is kept
    ///   and handed out as evidence.
    package init(pem: [UInt8]) throws(TimeStampError) {
        guard !String(decoding: pem, as: UTF8.self).contains("PRIVATE KEY-----") else { throw .noRoots }
        self.pem = pem
        sha256 = SHA256.hash(pem)
        let store = CertificateStore()
        count = store.add(pem: String(decoding: pem, as: UTF8.self))
        guard count > 0 else { throw .noRoots }
    }
}

/// Sole owner of one set of trusted certificates of OpenSSL's.
@safe struct CertificateStore: ~Copyable {
    private let store: OpaquePointer

    /// Trusts nothing yet.
    init() {
        unsafe store = OpenSSLStatus.require(X509_STORE_new(), "making a certificate store")
    }

    deinit { unsafe X509_STORE_free(store) }

    /// Trusts the certificates in `pem`, and says how many they are; other text between them is passed over.
    borrowing func add(pem: String) -> Int {
        let count = unsafe MemoryText(pem).withStream { stream in
            var count = 0
            while let certificate = unsafe PEM_read_bio_X509(stream, nil, { _, _, _, _ in -1 }, nil) {
                // One that stands there twice is no fault.
                unsafe X509_STORE_add_cert(store, certificate)
                unsafe X509_free(certificate)
                count += 1
            }
            return count
        }
        OpenSSLStatus.forgetErrors()
        return count
    }

    /// Certificates are judged as of this moment, whatever the clock says.
    borrowing func setTime(_ time: Timestamp) {
        let parameters = unsafe OpenSSLStatus.require(X509_VERIFY_PARAM_new(), "making verification parameters")
        defer { unsafe X509_VERIFY_PARAM_free(parameters) }
        unsafe X509_VERIFY_PARAM_set_time(parameters, time_t(time.milliseconds / 1000))
        unsafe OpenSSLStatus.require(X509_STORE_set1_param(store, parameters), "setting the moment")
    }

    /// Lends the store for one call, which may take a reference of its own.
    borrowing func withStore<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        unsafe body(store)
    }
}
