package import ExhibitJSON

/// A complete answer, as a dialect sees it.
///
/// Base64 of pictures is not in it: strings that held some may hold placeholders, so nothing here is decoded.
package struct Reply: Sendable, Hashable {
    package let status: Int
    package let headers: [HeaderField]
    /// The body when it is JSON.
    package let value: JSONValue?
    /// The body when it is other text; its first 64 KiB are enough.
    package let text: String?

    package init(status: Int, headers: [HeaderField], value: JSONValue?, text: String? = nil) {
        self.status = status
        self.headers = headers
        self.value = value
        self.text = text
    }

    package var isSuccess: Bool { (200..<300).contains(status) }

    /// The media type alone, in lower case.
    package var mediaType: String? {
        guard let field = headers.value("content-type") else { return nil }
        let type = field.prefix { $0 != ";" && $0 != " " }
        return type.isEmpty ? nil : type.lowercased()
    }
}
