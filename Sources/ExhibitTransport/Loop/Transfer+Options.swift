import CCurl
import ExhibitModel

extension Transfer {
    /// Tells curl everything about the request.
    func configure() throws(OptionFault) {
        try configureHouse()
        try configureRequest()
        try configureConnection()
        try configureSecurity()
        try configureCallbacks()
    }

    /// What is the same for every transfer.
    private func configureHouse() throws(OptionFault) {
        try handle.set(CURLOPT_NOSIGNAL, true)
        try handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try handle.set(CURLOPT_FOLLOWLOCATION, false)
        try handle.set(CURLOPT_DISALLOW_USERNAME_IN_URL, true)
        try handle.set(CURLOPT_HTTP09_ALLOWED, false)
        try handle.set(CURLOPT_PATH_AS_IS, true)
        try handle.set(CURLOPT_BUFFERSIZE, 256 << 10)
        try handle.set(CURLOPT_UPLOAD_BUFFERSIZE, 512 << 10)
        try handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        try handle.set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        // A transfer that is cancelled during a name look-up must not wait for the resolver's thread.
        try handle.set(CURLOPT_QUICK_EXIT, true)
    }

    private func configureRequest() throws(OptionFault) {
        let request = order.request
        try handle.set(CURLOPT_URL, request.url)
        try handle.check(unsafe exhibit_curl_set_pointer(handle.pointer, CURLOPT_HTTPHEADER, headers.first))
        let takesBody = ["POST", "PUT", "PATCH"].contains(request.method)
        if upload.count > 0 || takesBody || request.body != .none {
            try handle.set(CURLOPT_UPLOAD, true)
            try handle.setOffset(CURLOPT_INFILESIZE_LARGE, upload.count)
        } else if request.method == "HEAD" {
            try handle.set(CURLOPT_NOBODY, true)
            return
        }
        try handle.set(CURLOPT_CUSTOMREQUEST, request.method)
    }

    private func configureConnection() throws(OptionFault) {
        let request = order.request
        // 0 would mean "no limit" to curl.
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(request.limits.connect))
        try handle.set(CURLOPT_TIMEOUT_MS, Self.milliseconds(request.limits.total))
        if request.isolated {
            try handle.set(CURLOPT_FRESH_CONNECT, true)
            try handle.set(CURLOPT_FORBID_REUSE, true)
            try handle.set(CURLOPT_SSL_SESSIONID_CACHE, false)
        }
        // An empty text keeps curl from reading the environment by itself.
        try handle.set(CURLOPT_PROXY, proxy?.url ?? "")
        try handle.set(CURLOPT_NOPROXY, "")
        if let user = proxy?.user { try handle.set(CURLOPT_PROXYUSERNAME, user) }
        if let password = proxy?.password { try handle.set(CURLOPT_PROXYPASSWORD, password) }
    }

    private static func milliseconds(_ limit: Duration) -> Int {
        max(1, min(limit.wholeMilliseconds, Int(Int32.max)))
    }

    private func configureSecurity() throws(OptionFault) {
        let security = order.request.security
        try handle.set(CURLOPT_SSL_VERIFYPEER, true)
        try handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        try handle.set(CURLOPT_CERTINFO, true)
        try handle.set(CURLOPT_SSLVERSION, security.requireTLS13 ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2)
        if let pin = security.pinnedPublicKey {
            try handle.set(CURLOPT_PINNEDPUBLICKEY, Self.pin(pin))
        }
        if let caFile = security.caFile {
            try handle.set(CURLOPT_CAINFO, caFile)
            try handle.set(CURLOPT_CAPATH, nil)
        }
    }

    /// Our spelling of a pin as curl's; any other text goes as it is, and what curl cannot match it refuses.
    private static func pin(_ text: String) -> String {
        guard text.hasPrefix("sha256:"), let digest = Digest(hex: text.dropFirst("sha256:".count)) else { return text }
        return "sha256//" + Base64.encode(digest.bytes)
    }
}
