/// A JSON Web Token (RFC 7519) in its compact form: `eyJ….eyJ….…`, of which the last part may be empty.
enum WebToken {
    static let longest = 1 << 13
    private static let start = Array("eyJ".utf8)

    static func range(in text: [UInt8], at place: Int) -> Range<Int>? {
        guard text[place...].starts(with: start), let payload = part(in: text, from: place),
            text[(payload + 1)...].starts(with: start), let signature = part(in: text, from: payload + 1)
        else { return nil }
        var end = signature + 1
        while end < text.count, end - place <= longest, Characters.isName(text[end]) { end += 1 }
        return end - place <= longest ? place..<end : nil
    }

    /// The full stop that ends the part which starts at `start`.
    private static func part(in text: [UInt8], from start: Int) -> Int? {
        var end = start
        while end < text.count, end - start <= longest, Characters.isName(text[end]) { end += 1 }
        guard end - start >= 10, end < text.count, text[end] == UInt8(ascii: ".") else { return nil }
        return end
    }
}
