import ExhibitJSON

/// How a private value stands in a body.
package enum PrivateEncoding: String, Hashable, Sendable {
    /// As the inside of a JSON string literal, escaped as RFC 8785 §3.2.2.2 says.
    case json
    case raw

    package func bytes(of value: String) -> [UInt8] {
        switch self {
        case .json: Array(JSONText.escaped(value).utf8)
        case .raw: Array(value.utf8)
        }
    }

    /// The value that `bytes` spell, and how; nil when they are no UTF-8.
    ///
    /// They are taken as the inside of a JSON string if that gives the same bytes again, else as they are.
    static func reading(_ bytes: [UInt8]) -> (value: String, encoding: PrivateEncoding)? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let quote = [UInt8(ascii: "\"")]
        let string = try? JSONReader.read(quote + bytes + quote, .reply).string  // what is no string is kept as it is
        if let value = string, Self.json.bytes(of: value) == bytes {
            return (value, .json)
        }
        return (text, .raw)
    }
}
