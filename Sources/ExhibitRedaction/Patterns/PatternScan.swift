/// Finds credentials that nobody told us of by what they look like: the second net, behind known values and places.
///
/// One pass; every find depends on the bytes near it only, so that a stream can be scanned in pieces. It looks at the text
/// as it stands: what is escaped or encoded is found only where its value is known.
struct PatternScan {
    private(set) var finds: [Find] = []

    init(_ text: [UInt8]) {
        var place = 0
        while place < text.count {
            guard let (range, rule) = Self.find(in: text, at: place) else {
                place += 1
                continue
            }
            finds.append(Find(range, rule))
            place = max(place + 1, range.upperBound)
        }
    }

    private static let canStart: [Bool] = (0..<256).map { byte in
        TokenShape.canStart[byte] || "e-:=".utf8.contains(UInt8(byte))
    }

    private static func find(in text: [UInt8], at place: Int) -> (Range<Int>, RedactionRule)? {
        let byte = text[place]
        guard canStart[Int(byte)] else { return nil }
        switch byte {
        case UInt8(ascii: ":"), UInt8(ascii: "="):
            return Assignment.range(in: text, sign: place).map { ($0, .assignment) }
        case UInt8(ascii: "-"): return KeyBlock.range(in: text, at: place).map { ($0, .pem) }
        default: break
        }
        guard isStart(place, in: text) else { return nil }
        if byte == UInt8(ascii: "e") { return WebToken.range(in: text, at: place).map { ($0, .jwt) } }
        for shape in TokenShape.all where shape.prefix[0] == byte {
            if let range = shape.range(in: text, at: place) { return (range, shape.rule) }
        }
        return nil
    }

    /// Whether a word can start here: behind nothing, behind what is no part of one, or behind an escape.
    private static func isStart(_ place: Int, in text: [UInt8]) -> Bool {
        guard place > 0, Characters.isName(text[place - 1]) else { return true }
        return [2, 3, 6].contains { width in
            let mark = place - width
            guard mark >= 0, text[mark] == UInt8(ascii: "%") || text[mark] == UInt8(ascii: "\\") else { return false }
            return Escape(in: text, at: mark)?.width == width
        }
    }
}
