import COpenSSL
import ExhibitModel

/// Sole owner of one answer of OpenSSL's.
@safe struct TimeStampResponseHandle: ~Copyable {
    private let response: OpaquePointer

    /// Nil unless the bytes are one `TimeStampResp` and nothing after it.
    init?(_ der: [UInt8]) {
        var rest = 0
        let found = unsafe der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var place = bytes.baseAddress
            let found = unsafe d2i_TS_RESP(nil, &place, bytes.count)
            if let place = unsafe place, let start = bytes.baseAddress { unsafe rest = bytes.count - (place - start) }
            return unsafe found
        }
        OpenSSLStatus.forgetErrors()
        guard let found = unsafe found else { return nil }
        guard rest == 0 else {
            unsafe TS_RESP_free(found)
            return nil
        }
        unsafe response = unsafe found
    }

    deinit { unsafe TS_RESP_free(response) }

    borrowing func verified(
        for request: TimeStampRequest,
        roots: TimeStampRoots
    ) throws(TimeStampError) -> TimeStamp {
        try checkStatus()
        guard let (time, serial) = said else { throw .malformed }
        let store = CertificateStore()
        guard store.add(pem: String(decoding: roots.pem, as: UTF8.self)) > 0 else { throw .noRoots }
        store.setTime(time)
        defer { OpenSSLStatus.forgetErrors() }
        let subject = try signer(store)
        try check(request, store)
        return TimeStamp(time: time, subject: subject, serial: serial)
    }

    private borrowing func checkStatus() throws(TimeStampError) {
        let info = unsafe TS_RESP_get_status_info(response)
        guard let number = unsafe TS_STATUS_INFO_get0_status(info) else { throw .malformed }
        let status = Int(unsafe ASN1_INTEGER_get(number))
        guard status == 0 || status == 1 else {
            throw unsafe .refused(status: status, words: TimeStampStatus.words(info))
        }
        guard hasToken else { throw .malformed }
    }

    private var hasToken: Bool { unsafe TS_RESP_get_token(response) != nil }

    /// The token's own words, not to be believed before it is verified.
    private var said: (time: Timestamp, serial: String)? {
        guard let info = unsafe TS_RESP_get_tst_info(response), let stamped = unsafe TS_TST_INFO_get_time(info),
            let number = unsafe TS_TST_INFO_get_serial(info),
            let time = GeneralizedTime.read(unsafe ASN1Bytes.of(stamped))
        else { return nil }
        return (time, Hex.encode(unsafe ASN1Bytes.of(number)))
    }

    /// Verifies the signature and the chain, and says who signed.
    private borrowing func signer(_ store: borrowing CertificateStore) throws(TimeStampError) -> String {
        var signer: OpaquePointer?
        let token = unsafe TS_RESP_get_token(response)
        let holds = unsafe store.withStore { unsafe TS_RESP_verify_signature(token, nil, $0, &signer) == 1 }
        defer { unsafe X509_free(signer) }
        guard holds, let certificate = unsafe signer else { throw TimeStampStatus.failure() }
        let text = MemoryText()
        // RFC 4514's order and escapes, but UTF-8 as it is.
        let form =
            ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT | ASN1_STRFLGS_DUMP_UNKNOWN
            | ASN1_STRFLGS_DUMP_DER
        unsafe text.withStream { stream in
            _ = unsafe X509_NAME_print_ex(
                stream,
                X509_get_subject_name(certificate),
                0,
                UInt(form) | UInt(XN_FLAG_SEP_COMMA_PLUS | XN_FLAG_DN_REV) | UInt(XN_FLAG_DUMP_UNKNOWN_FIELDS)
            )
        }
        return text.take()
    }

    /// Everything else that the token must be to answer the request.
    private borrowing func check(
        _ wanted: TimeStampRequest,
        _ store: borrowing CertificateStore
    ) throws(TimeStampError) {
        let request = TimeStampRequestHandle(wanted)
        // Takes over the imprint and the nonce, and asks for what the request has only.
        let made = unsafe request.withRequest { unsafe TS_REQ_to_TS_VERIFY_CTX($0, nil) }
        let context = unsafe OpenSSLStatus.require(made, "making a time-stamp verification")
        defer { unsafe TS_VERIFY_CTX_free(context) }
        unsafe TS_VERIFY_CTX_add_flags(context, Int32(TS_VFY_SIGNATURE))
        unsafe store.withStore { store in
            // The context frees its store.
            unsafe X509_STORE_up_ref(store)
            unsafe TS_VERIFY_CTX_set_store(context, store)
        }
        guard unsafe TS_RESP_verify_response(context, response) == 1 else { throw TimeStampStatus.failure() }
    }
}
