/// A text with its escapes undone, each byte knowing which bytes of the source it stands for.
///
/// Percent, JSON and the five HTML escapes are undone alike: what encodes a value is rarely known, and often half done.
struct UnescapedText {
    private(set) var bytes: [UInt8] = []
    /// Where each byte's spelling starts, and at last where the text ends.
    private var starts: [Int32] = []

    /// One byte takes at most this many in the source: `\u0041`.
    static let widest = 6

    /// Nil when nothing is escaped.
    init?(_ source: [UInt8]) {
        guard Self.firstMark(in: source, from: 0) < source.count else { return nil }
        bytes.reserveCapacity(source.count)
        starts.reserveCapacity(source.count + 1)
        var place = 0
        while place < source.count {
            let mark = Self.firstMark(in: source, from: place)
            bytes += source[place..<mark]
            starts += Int32(place)..<Int32(mark)
            guard mark < source.count else { break }
            let escape = Escape(in: source, at: mark)
            if let decoded = escape?.decoded {
                bytes += decoded
                starts += repeatElement(Int32(mark), count: decoded.count)
            } else {
                bytes.append(source[mark])
                starts.append(Int32(mark))
            }
            place = mark + (escape?.width ?? 1)
        }
        guard bytes.count < source.count else { return nil }
        starts.append(Int32(source.count))
    }

    /// The bytes of the source that `range` stands for.
    func source(of range: Range<Int>) -> Range<Int> {
        Int(starts[range.lowerBound])..<Int(starts[range.upperBound])
    }

    /// The places where escapes are, for looking around them only.
    static func escapes(in source: [UInt8]) -> [Int] {
        var places: [Int] = []
        var place = firstMark(in: source, from: 0)
        while place < source.count {
            let escape = Escape(in: source, at: place)
            if escape != nil { places.append(place) }
            place = firstMark(in: source, from: place + (escape?.width ?? 1))
        }
        return places
    }

    private static func firstMark(in source: [UInt8], from start: Int) -> Int {
        var place = start
        while place < source.count {
            switch source[place] {
            case UInt8(ascii: "%"), UInt8(ascii: "\\"), UInt8(ascii: "&"): return place
            default: place += 1
            }
        }
        return min(place, source.count)
    }
}
