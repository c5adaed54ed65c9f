import COpenSSL

/// The bytes of one of OpenSSL's ASN.1 strings.
enum ASN1Bytes {
    @unsafe static func of(_ string: UnsafePointer<asn1_string_st>) -> [UInt8] {
        guard let data = unsafe ASN1_STRING_get0_data(string) else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: data, count: Int(ASN1_STRING_length(string))))
    }
}
