/// JSON for people and for requests: members keep their order, numbers their text.
package enum JSONText {
    /// One line without spaces.
    package static func compact(_ value: JSONValue) -> String {
        var writer = JSONTextWriter(isPretty: false)
        writer.write(value, depth: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Two spaces for each level, one member or element on a line, no newline at the end.
    package static func pretty(_ value: JSONValue) -> String {
        var writer = JSONTextWriter(isPretty: true)
        writer.write(value, depth: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// What stands between the quotes of the string literal for `text`.
    package static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        StringEscaping.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
