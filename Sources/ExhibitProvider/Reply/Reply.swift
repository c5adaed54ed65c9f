package import ExhibitJSON

/// A complete answer, as a dialect sees it.
///
/// Base64 of pictures is not in it: strings that held some may hold placeholders, so nothing here is decoded.
package struct Reply: Sendable, Hashable {
    package let status: Int
    package let headers: [HeaderField]
    /// The body when it is JSON; of an event stream, the array of its events' data.
    package let value: JSONValue?
    /// The body when it is other text; its first 64 KiB are enough.
    package let text: String?
    /// The answer came as server-sent events.
    package let isEventStream: Bool

    package init(
        status: Int,
        headers: [HeaderField],
        value: JSONValue?,
        text: String? = nil,
        isEventStream: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.value = value
        self.text = text
        self.isEventStream = isEventStream
    }

    package var isSuccess: Bool { (200..<300).contains(status) }

    /// The media type alone, in lower case.
    package var mediaType: String? {
        guard let field = headers.value("content-type") else { return nil }
        let type = field.prefix { $0 != ";" && $0 != " " }
        return type.isEmpty ? nil : type.lowercased()
    }
}
