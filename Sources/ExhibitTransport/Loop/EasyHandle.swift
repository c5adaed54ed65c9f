import CCurl

/// What curl refused to be told, before anything was sent.
struct OptionFault: Error {
    let code: CURLcode
}

/// One curl easy handle with its error buffer.
///
/// Stays on the transfer thread.
@safe struct EasyHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer
    private let message: UnsafeMutableBufferPointer<CChar>

    init() {
        guard let pointer = unsafe curl_easy_init() else {
            preconditionFailure("curl_easy_init fails only without memory")
        }
        unsafe self.pointer = unsafe pointer
        unsafe message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe message.initialize(repeating: 0)
        _ = unsafe exhibit_curl_set_pointer(pointer, CURLOPT_ERRORBUFFER, message.baseAddress)
    }

    deinit {
        unsafe curl_easy_cleanup(pointer)
        unsafe message.deallocate()
    }

    /// curl's sentence for what went wrong, empty when it has none.
    var errorText: String {
        unsafe String(decoding: UnsafeRawBufferPointer(message).prefix { $0 != 0 }, as: UTF8.self)
    }

    func set(_ option: CURLoption, _ value: Bool) throws(OptionFault) {
        try check(unsafe exhibit_curl_set_long(pointer, option, value ? 1 : 0))
    }

    func set(_ option: CURLoption, _ value: Int) throws(OptionFault) {
        try check(unsafe exhibit_curl_set_long(pointer, option, value))
    }

    /// Options of curl's 64-bit kind.
    func setOffset(_ option: CURLoption, _ value: Int) throws(OptionFault) {
        try check(unsafe exhibit_curl_set_offset(pointer, option, curl_off_t(value)))
    }

    /// Copies the text; nil takes curl's built-in default away.
    func set(_ option: CURLoption, _ value: String?) throws(OptionFault) {
        if let value {
            try check(unsafe exhibit_curl_set_text(pointer, option, value))
        } else {
            try check(unsafe exhibit_curl_set_text(pointer, option, nil))
        }
    }

    func check(_ code: CURLcode) throws(OptionFault) {
        guard code == CURLE_OK else { throw OptionFault(code: code) }
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe exhibit_curl_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return unsafe exhibit_curl_get_offset(pointer, info, &value) == CURLE_OK ? Int(value) : 0
    }

    /// Nil when curl has none, or an empty one.
    func text(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard unsafe exhibit_curl_get_text(pointer, info, &value) == CURLE_OK, let value = unsafe value else {
            return nil
        }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// The server's chain, each certificate as the fields that curl names; empty when this handle did not do the handshake
    /// itself.
    var certificates: [[String: String]] {
        var info: UnsafePointer<curl_certinfo>?
        guard unsafe exhibit_curl_get_certificates(pointer, &info) == CURLE_OK, let info = unsafe info else {
            return []
        }
        var chain: [[String: String]] = []
        for index in 0..<Int(unsafe info.pointee.num_of_certs) {
            var fields: [String: String] = [:]
            var line = unsafe info.pointee.certinfo[index]
            while let entry = unsafe line {
                let text = unsafe String(cString: entry.pointee.data)
                if let colon = text.firstIndex(of: ":") {
                    fields[String(text[..<colon])] = String(text[text.index(after: colon)...])
                }
                unsafe line = unsafe entry.pointee.next
            }
            chain.append(fields)
        }
        return chain
    }
}
