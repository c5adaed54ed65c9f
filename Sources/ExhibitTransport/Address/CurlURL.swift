import CCurl

/// curl's own URL parser (`CURLU`): what it takes apart is what a transfer will connect to.
@safe struct CurlURL: ~Copyable {
    private let handle: OpaquePointer

    /// Nil when there is no memory.
    init?() {
        guard let handle = unsafe curl_url() else { return nil }
        unsafe self.handle = unsafe handle
    }

    deinit { unsafe curl_url_cleanup(handle) }

    /// Whether curl took the text; text with a NUL would be cut by C and is refused.
    func set(_ part: CURLUPart, _ text: String, flags: Int32 = 0) -> Bool {
        guard !text.utf8.contains(0) else { return false }
        return unsafe curl_url_set(handle, part, text, UInt32(flags)) == CURLUE_OK
    }

    func get(_ part: CURLUPart, flags: Int32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard unsafe curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let text = unsafe text else {
            return nil
        }
        defer { unsafe curl_free(text) }
        return unsafe String(cString: text)
    }
}
