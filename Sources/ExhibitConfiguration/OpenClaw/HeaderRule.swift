/// What a header may be that a configuration or a command line names.
package enum HeaderRule {
    /// Names that exhibit or libcurl set; a config that sets them would make the record wrong.
    private static let ownNames: Set<String> = [
        "accept-encoding", "connection", "content-encoding", "content-length", "content-type", "expect", "host",
        "idempotency-key", "te", "trailer", "transfer-encoding", "upgrade", "x-client-request-id",
    ]

    package static func check(name: String, at place: Place) throws(ConfigurationError) {
        guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else {
            throw .invalid(place, "is not the name of an HTTP header")
        }
        guard !ownNames.contains(name.lowercased()) else {
            throw .invalid(place, "the header \(name) is set by exhibit itself")
        }
    }

    /// The value without surrounding blanks: a line break inside would begin another header.
    package static func value(_ text: String, at place: Place) throws(ConfigurationError) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw .invalid(place, "holds a line break or control character")
        }
        return String(text)
    }

    /// RFC 9110 §5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
