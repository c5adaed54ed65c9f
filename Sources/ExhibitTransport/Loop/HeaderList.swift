import CCurl
import ExhibitModel

/// The header lines of one request as curl takes them: the one place where a ``Secret`` becomes text.
@safe struct HeaderList: ~Copyable {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    /// A field that HTTP cannot carry (RFC 9110 §5): a line break in it would be a field of its own.
    struct Fault: Error, Hashable {
        let name: String
    }

    init(_ request: HTTPRequest, attempt: String?) throws(Fault) {
        unsafe first = nil
        for header in request.headers { try append(header.name, header.value) }
        if let attempt { try append("X-Client-Request-Id", attempt) }
        for header in request.secretHeaders {
            try header.value.reveal { (secret) throws(Fault) in
                try append(header.name, header.prefix + secret)
            }
        }
        let named = Set((request.headers.map(\.name) + request.secretHeaders.map(\.name)).map { $0.lowercased() })
        if !named.contains("accept-encoding") { try append("Accept-Encoding", "identity") }
        // Without a value curl leaves the field out: no pause for `100 Continue` before a large body.
        if !named.contains("expect") { appendLine("Expect:") }
    }

    deinit {
        unsafe curl_slist_free_all(first)
    }

    private mutating func append(_ name: String, _ value: String) throws(Fault) {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenCharacter) else { throw Fault(name: "(unreadable name)") }
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else { throw Fault(name: name) }
        appendLine(value.isEmpty ? name + ";" : name + ": " + value)
    }

    private mutating func appendLine(_ line: String) {
        guard let longer = unsafe curl_slist_append(first, line) else {
            preconditionFailure("curl_slist_append fails only without memory")
        }
        unsafe first = unsafe longer
    }

    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
