/// A text with its escapes undone, each byte knowing which bytes of the source it stands for.
///
/// Percent, JSON and the five HTML escapes are undone alike: what encodes a value is rarely known, and often half done.
struct UnescapedText {
    private(set) var bytes: [UInt8] = []
    /// Where each byte's spelling starts, and at last where the text ends.
    private(set) var starts: [Int] = []

    /// One byte takes at most this many in the source: `\u0041`.
    static let widest = 6

    private let source: [UInt8]

    /// Nil when nothing is escaped.
    init?(_ source: [UInt8]) {
        guard source.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") })
        else { return nil }
        self.source = source
        bytes.reserveCapacity(source.count)
        starts.reserveCapacity(source.count + 1)
        var place = 0
        while place < source.count {
            switch source[place] {
            case UInt8(ascii: "%"): place = percent(place)
            case UInt8(ascii: "\\"): place = backslash(place)
            case UInt8(ascii: "&"): place = entity(place)
            default:
                bytes.append(source[place])
                starts.append(place)
                place += 1
            }
        }
        guard bytes.count < source.count else { return nil }
        starts.append(source.count)
    }

    private mutating func take(_ decoded: [UInt8], at place: Int, width: Int) -> Int {
        bytes += decoded
        starts += Array(repeating: place, count: decoded.count)
        return place + width
    }

    /// One byte that only looked like the start of an escape.
    private mutating func keep(_ place: Int) -> Int { take([source[place]], at: place, width: 1) }

    private func hex(_ place: Int, digits: Int) -> UInt32? {
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

    private mutating func percent(_ place: Int) -> Int {
        guard let value = hex(place + 1, digits: 2) else { return keep(place) }
        return take([UInt8(value)], at: place, width: 3)
    }

    private mutating func backslash(_ place: Int) -> Int {
        guard place + 1 < source.count else { return keep(place) }
        switch source[place + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return take([source[place + 1]], at: place, width: 2)
        case UInt8(ascii: "n"): return take([0x0A], at: place, width: 2)
        case UInt8(ascii: "r"): return take([0x0D], at: place, width: 2)
        case UInt8(ascii: "t"): return take([0x09], at: place, width: 2)
        case UInt8(ascii: "b"): return take([0x08], at: place, width: 2)
        case UInt8(ascii: "f"): return take([0x0C], at: place, width: 2)
        case UInt8(ascii: "u"): return unicode(place)
        default: return keep(place)
        }
    }

    private mutating func unicode(_ place: Int) -> Int {
        guard let unit = hex(place + 2, digits: 4) else { return keep(place) }
        if let scalar = Unicode.Scalar(unit) {
            return take(Array(String(Character(scalar)).utf8), at: place, width: 6)
        }
        // A surrogate pair is two escapes; half of one stands for nothing.
        guard unit < 0xDC00, place + 7 < source.count, source[place + 6] == UInt8(ascii: "\\"),
            source[place + 7] == UInt8(ascii: "u"), let low = hex(place + 8, digits: 4), (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { return keep(place) }
        return take(Array(String(Character(scalar)).utf8), at: place, width: 12)
    }

    private static let entities: [(name: [UInt8], byte: UInt8)] = [
        ("&amp;", "&"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"),
    ].map { (name: String, character: Unicode.Scalar) in (Array(name.utf8), UInt8(ascii: character)) }

    private mutating func entity(_ place: Int) -> Int {
        for entity in Self.entities where source[place...].starts(with: entity.name) {
            return take([entity.byte], at: place, width: entity.name.count)
        }
        return keep(place)
    }
}
