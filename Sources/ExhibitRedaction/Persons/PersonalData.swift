/// Finds e-mail addresses and telephone numbers, which providers put into their error texts: account owners, support desks.
///
/// What stands in their place has no tag, since nobody has to tell one person from another in a log.
package enum PersonalData {
    enum Kind: String {
        case email
        case phone

        var token: [UInt8] { Array("[pii:\(rawValue)]".utf8) }
    }

    /// Sorted, without overlaps.
    package static func ranges(in text: [UInt8]) -> [Range<Int>] { finds(in: text).map(\.range) }

    static func finds(in text: [UInt8]) -> [(range: Range<Int>, kind: Kind)] {
        var finds: [(range: Range<Int>, kind: Kind)] = []
        var free = 0
        var place = 0
        while place < text.count {
            let found: (range: Range<Int>, kind: Kind)? =
                switch text[place] {
                case UInt8(ascii: "@"): address(in: text, at: place, from: free).map { ($0, .email) }
                case UInt8(ascii: "+"), UInt8(ascii: "("), UInt8(ascii: "2")...UInt8(ascii: "9"):
                    PhoneNumber.range(in: text, at: place).map { ($0, .phone) }
                default: nil
                }
            if let found {
                finds.append(found)
                free = found.range.upperBound
                place = free
            } else {
                place += 1
            }
        }
        return finds
    }

    private static let longestLocal = 64
    private static let longestDomain = 253

    private static func address(in text: [UInt8], at sign: Int, from limit: Int) -> Range<Int>? {
        var start = sign
        while start > limit, sign - start < longestLocal, isLocal(text[start - 1]) { start -= 1 }
        // The letter of an escape is not the name's.
        if start > limit, text[start - 1] == UInt8(ascii: "\\"), start < sign { start += 1 }
        while start < sign, text[start] == UInt8(ascii: ".") { start += 1 }
        var end = sign + 1
        var dot: Int?
        while end < text.count, end - sign <= longestDomain, isDomain(text[end]) {
            if text[end] == UInt8(ascii: ".") { dot = end }
            end += 1
        }
        // The full stop of the sentence is not the domain's.
        while end > sign + 1, !Characters.isLetterOrDigit(text[end - 1]) { end -= 1 }
        if let last = dot, last >= end { dot = text[sign..<end].lastIndex(of: UInt8(ascii: ".")) }
        guard start < sign, let dot, dot > sign + 1, end - dot > 2,
            text[(dot + 1)..<end].allSatisfy({ Characters.isLetterOrDigit($0) && !Characters.isDigit($0) })
        else { return nil }
        return start..<end
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        Characters.isName(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "%")
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        Characters.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
