import COpenSSL

/// A text in memory that OpenSSL reads or writes as if it were a file; wiped when it goes.
@safe struct MemoryText: ~Copyable {
    private let stream: OpaquePointer

    /// Empty, to be written to.
    init() {
        unsafe stream = OpenSSLStatus.require(BIO_new(BIO_s_secmem()), "making a text buffer")
    }

    /// Holding `text`, to be read from.
    init(_ text: String) {
        self.init()
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return }
        var written = 0
        unsafe OpenSSLStatus.require(BIO_write_ex(stream, bytes, bytes.count, &written), "filling a text buffer")
    }

    deinit { unsafe BIO_free_all(stream) }

    /// Lends the stream for one call; it must not be kept.
    borrowing func withStream<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        unsafe body(stream)
    }

    /// What was written since the last call.
    borrowing func take() -> String {
        let count = unsafe BIO_ctrl_pending(stream)
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var got = 0
            unsafe OpenSSLStatus.require(BIO_read_ex(stream, buffer.baseAddress, count, &got), "reading a text buffer")
            filled = got
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
