/// One escape of a percent-encoded, JSON or HTML text.
struct Escape {
    let decoded: [UInt8]
    /// How many bytes spell it.
    let width: Int

    private init(_ decoded: [UInt8], width: Int) {
        self.decoded = decoded
        self.width = width
    }

    /// Nil when the mark at `place` starts no escape.
    init?(in source: [UInt8], at place: Int) {
        let escape: Escape? =
            switch source[place] {
            case UInt8(ascii: "%"): Self.hex(source, place + 1, digits: 2).map { Escape([UInt8($0)], width: 3) }
            case UInt8(ascii: "\\"): Self.backslash(source, place)
            default: Self.entity(source, place)
            }
        guard let escape else { return nil }
        self = escape
    }

    private static func hex(_ source: [UInt8], _ place: Int, digits: Int) -> UInt32? {
        guard place + digits <= source.count else { return nil }
        var value: UInt32 = 0
        for byte in source[place..<place + digits] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return value
    }

    private static func backslash(_ source: [UInt8], _ place: Int) -> Escape? {
        guard place + 1 < source.count else { return nil }
        return switch source[place + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Escape([source[place + 1]], width: 2)
        case UInt8(ascii: "n"): Escape([0x0A], width: 2)
        case UInt8(ascii: "r"): Escape([0x0D], width: 2)
        case UInt8(ascii: "t"): Escape([0x09], width: 2)
        case UInt8(ascii: "b"): Escape([0x08], width: 2)
        case UInt8(ascii: "f"): Escape([0x0C], width: 2)
        case UInt8(ascii: "u"): unicode(source, place)
        default: nil
        }
    }

    private static func unicode(_ source: [UInt8], _ place: Int) -> Escape? {
        guard let unit = hex(source, place + 2, digits: 4) else { return nil }
        if let scalar = Unicode.Scalar(unit) { return Escape(Array(String(Character(scalar)).utf8), width: 6) }
        // A surrogate pair is two escapes; half of one stands for nothing.
        guard unit < 0xDC00, place + 7 < source.count, source[place + 6] == UInt8(ascii: "\\"),
            source[place + 7] == UInt8(ascii: "u"), let low = hex(source, place + 8, digits: 4),
            (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { return nil }
        return Escape(Array(String(Character(scalar)).utf8), width: 12)
    }

    private static let entities: [(name: [UInt8], byte: UInt8)] = [
        ("&amp;", "&"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"),
        ("&gt;", ">"),
    ].map { (name: String, character: Unicode.Scalar) in (Array(name.utf8), UInt8(ascii: character)) }

    private static func entity(_ source: [UInt8], _ place: Int) -> Escape? {
        guard place + 3 < source.count, "aqlg#".utf8.contains(source[place + 1]) else { return nil }
        return entities.first { source[place...].starts(with: $0.name) }
            .map { Escape([$0.byte], width: $0.name.count) }
    }
}
