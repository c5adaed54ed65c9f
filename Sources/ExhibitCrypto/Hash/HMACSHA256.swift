import COpenSSL

/// HMAC (RFC 2104) with SHA-256: tags that only the holder of a key can make.
package enum HMACSHA256 {
    /// 32 bytes.
    package static func tag(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { tag, count in
            let made = unsafe HMAC(
                FetchedDigest.sha256.pointer,
                key,
                Int32(key.count),
                message,
                message.count,
                tag.baseAddress,
                nil
            )
            precondition(unsafe made != nil, "OpenSSL failed at an HMAC")
            count = 32
        }
    }
}
