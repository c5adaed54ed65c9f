import ExhibitModel

/// How a secret is written by those who pass it on, apart from escapes: ``UnescapedText`` undoes those.
enum Spellings {
    /// The value, its hex in both cases, and what of it any base64 text around it would hold, in both alphabets.
    static func of(_ value: [UInt8]) -> [[UInt8]] {
        let hex = Array(Hex.encode(value).utf8)
        return [value, hex, hex.map(upper)] + (0..<3).flatMap { base64(value, behind: $0) }
    }

    private static func upper(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte) ? byte - 32 : byte
    }

    /// The characters that are the same whatever stands before and after, when `count` other bytes of a group of three
    /// come first.
    private static func base64(_ value: [UInt8], behind count: Int) -> [[UInt8]] {
        let text = Base64.encodeBytes(Array(repeating: 0, count: count) + value)
        let first = (8 * count + 5) / 6
        let last = 8 * (count + value.count) / 6
        let standard = Array(text[first..<last])
        let url = standard.map { (byte: UInt8) -> UInt8 in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: byte
            }
        }
        return url == standard ? [standard] : [standard, url]
    }
}
