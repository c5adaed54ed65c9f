import ExhibitJSON

/// The provider's own name for a request, which its support asks for.
package enum RequestIdentifier {
    /// From `x-request-id`, else any `*request-id*` header, else a gateway's own name for the call.
    package static func find(in headers: [HeaderField]) -> String? {
        if let id = headers.value("x-request-id").flatMap(plain) { return id }
        return headers.lazy.filter { isName($0.name) }.compactMap { plain($0.value) }.first
            ?? headers.value("x-litellm-call-id").flatMap(plain)
    }

    /// From a header, else the body's field, else the message's "(request id: …)".
    static func find(in reply: Reply, message: String?) -> String? {
        find(in: reply.headers)
            ?? ["request_id", "requestId"].lazy.compactMap { reply.value?[$0]?.string.flatMap(plain) }.first
            ?? message.flatMap(inMessage)
    }

    static func isName(_ header: String) -> Bool {
        header.lowercased().contains("request-id")
    }

    private static func inMessage(_ message: String) -> String? {
        guard let mark = message.firstRange(of: "(request id: ") else { return nil }
        return plain(String(message[mark.upperBound...].prefix { $0 != ")" }))
    }

    private static func plain(_ id: String) -> String? {
        guard !id.isEmpty, id.utf8.count <= 200, id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return id
    }
}
