import COpenSSL
package import ExhibitModel

/// What is asked of a time-stamp authority: that it dates a SHA-256 imprint, and sends its certificate along.
package struct TimeStampRequest: Sendable, Hashable {
    package let imprint: Digest
    /// Ties the answer to this request; nil once the request is history, since only its answer is kept.
    package let nonce: UInt64?

    package init(imprint: Digest, nonce: UInt64?) {
        self.imprint = imprint
        self.nonce = nonce
    }

    /// A request with a nonce that nobody can guess.
    package static func fresh(imprint: Digest) -> Self {
        Self(imprint: imprint, nonce: SystemRandom.bytes(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// The `TimeStampReq` to be sent as `application/timestamp-query`.
    package var der: [UInt8] {
        let handle = TimeStampRequestHandle(self)
        return handle.der
    }
}

/// Sole owner of one request of OpenSSL's.
@safe struct TimeStampRequestHandle: ~Copyable {
    private let request: OpaquePointer

    init(_ wanted: TimeStampRequest) {
        unsafe request = OpenSSLStatus.require(TS_REQ_new(), "making a time-stamp request")
        unsafe OpenSSLStatus.require(TS_REQ_set_version(request, 1), "setting the version")
        unsafe OpenSSLStatus.require(TS_REQ_set_cert_req(request, 1), "asking for the certificate")
        setImprint(wanted.imprint)
        if let nonce = wanted.nonce { setNonce(nonce) }
    }

    deinit { unsafe TS_REQ_free(request) }

    var der: [UInt8] {
        let count = unsafe i2d_TS_REQ(request, nil)
        precondition(count > 0, "a request that we made can be written")
        return unsafe [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
            var place = buffer.baseAddress
            filled = Int(unsafe i2d_TS_REQ(request, &place))
        }
    }

    /// Lends the request for one call; it must not be kept.
    borrowing func withRequest<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        unsafe body(request)
    }

    private func setImprint(_ digest: Digest) {
        let imprint = unsafe OpenSSLStatus.require(TS_MSG_IMPRINT_new(), "making an imprint")
        defer { unsafe TS_MSG_IMPRINT_free(imprint) }
        let algorithm = unsafe OpenSSLStatus.require(X509_ALGOR_new(), "making an algorithm's name")
        defer { unsafe X509_ALGOR_free(algorithm) }
        unsafe OpenSSLStatus.require(
            X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nil),
            "naming SHA-256"
        )
        unsafe OpenSSLStatus.require(TS_MSG_IMPRINT_set_algo(imprint, algorithm), "naming the imprint's algorithm")
        var bytes = digest.bytes
        unsafe OpenSSLStatus.require(TS_MSG_IMPRINT_set_msg(imprint, &bytes, Int32(bytes.count)), "setting an imprint")
        unsafe OpenSSLStatus.require(TS_REQ_set_msg_imprint(request, imprint), "setting the request's imprint")
    }

    private func setNonce(_ nonce: UInt64) {
        let number = unsafe OpenSSLStatus.require(ASN1_INTEGER_new(), "making a number")
        defer { unsafe ASN1_INTEGER_free(number) }
        unsafe OpenSSLStatus.require(ASN1_INTEGER_set_uint64(number, nonce), "setting a number")
        unsafe OpenSSLStatus.require(TS_REQ_set_nonce(request, number), "setting the nonce")
    }
}
