import COpenSSL

/// Bytes nobody can guess, from OpenSSL's generator seeded by the kernel.
package enum SystemRandom {
    package static func bytes(_ count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            unsafe OpenSSLStatus.require(RAND_bytes(buffer.baseAddress, Int32(count)), "drawing random bytes")
            filled = count
        }
    }
}
