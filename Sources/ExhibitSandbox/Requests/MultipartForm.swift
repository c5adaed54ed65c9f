/// A `multipart/form-data` body (RFC 7578), taken apart.
struct MultipartForm {
    struct Part {
        let name: String
        let fileName: String?
        let mediaType: String?
        let content: ArraySlice<UInt8>
    }

    let parts: [Part]

    /// Nil unless the body is made of well-formed parts up to the closing boundary.
    init?(_ body: [UInt8], contentType: String) {
        guard let boundary = Self.parameter("boundary", of: contentType), !boundary.isEmpty else { return nil }
        let opening = Array("--\(boundary)".utf8)
        let delimiter = [0x0D, 0x0A] + opening
        guard body.starts(with: opening) else { return nil }
        var parts: [Part] = []
        var rest = body[opening.count...]
        while !rest.starts(with: [0x2D, 0x2D]) {
            guard rest.starts(with: [0x0D, 0x0A]), let end = Self.find(delimiter, in: rest),
                let part = Self.part(rest[(rest.startIndex + 2)..<end])
            else { return nil }
            parts.append(part)
            rest = body[(end + delimiter.count)...]
        }
        self.parts = parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        guard let end = find([0x0D, 0x0A, 0x0D, 0x0A], in: bytes) else { return nil }
        var disposition: String?
        var mediaType: String?
        for line in String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = String(line[line.index(after: colon)...].drop { $0 == " " })
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = value
            case "content-type": mediaType = value
            default: break
            }
        }
        guard let disposition, disposition.hasPrefix("form-data"), let name = parameter("name", of: disposition) else {
            return nil
        }
        return Part(
            name: name,
            fileName: parameter("filename", of: disposition),
            mediaType: mediaType,
            content: bytes[(end + 4)...]
        )
    }

    /// The value of `; name=value` or `; name="value"`, in which a backslash hides a quotation mark.
    static func parameter(_ name: String, of header: String) -> String? {
        for piece in fields(of: header).dropFirst() {
            guard let equals = piece.firstIndex(of: "="), piece[..<equals].lowercased() == name else { continue }
            let value = piece[piece.index(after: equals)...]
            guard value.first == "\"", value.last == "\"", value.count > 1 else { return String(value) }
            return String(value.dropFirst().dropLast()).replacing("\\\"", with: "\"")
        }
        return nil
    }

    /// Split at semicolons that are not inside quotation marks, without the spaces around them.
    private static func fields(of header: String) -> [String] {
        var fields = [""]
        var quoted = false
        var escaped = false
        for character in header {
            if character == "\"", !escaped { quoted.toggle() }
            escaped = character == "\\" && !escaped
            if character == ";", !quoted {
                fields.append("")
            } else if quoted || character != " " {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var from = bytes.startIndex
        while let found = bytes[from...].firstIndex(of: needle[0]) {
            if bytes[found...].starts(with: needle) { return found }
            from = found + 1
        }
        return nil
    }
}
