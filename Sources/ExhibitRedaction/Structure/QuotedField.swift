/// A JSON member with a string value, found in bytes that need not be JSON as a whole: SSE, logs, JSON inside a string.
package struct QuotedField: Hashable, Sendable {
    /// In lower case.
    package let name: String
    /// What stands between the quotes, with its escapes.
    package let value: Range<Int>
    /// How many backslashes stand before the quotes: none, or one for JSON inside a JSON string.
    package let depth: Int

    /// The field whose colon is at `colon`; nil when there is no quoted name before it that is wanted, or no string of at
    /// most `limit` bytes behind it.
    package init?(in text: [UInt8], colon: Int, limit: Int, where isWanted: (_ name: ArraySlice<UInt8>) -> Bool) {
        var end = colon
        while end > 0, colon - end < 16, Characters.isSpace(text[end - 1]) { end -= 1 }
        guard end > 0, text[end - 1] == UInt8(ascii: "\"") else { return nil }
        let depth = Self.backslashes(before: end - 1, in: text)
        let nameEnd = end - 1 - depth
        var nameStart = nameEnd
        while nameStart > 0, nameEnd - nameStart < CredentialNames.longest, Characters.isName(text[nameStart - 1]) {
            nameStart -= 1
        }
        guard nameStart < nameEnd, nameStart > 0, text[nameStart - 1] == UInt8(ascii: "\""),
            isWanted(text[nameStart..<nameEnd])
        else { return nil }
        var start = colon + 1
        while start < text.count, start - colon <= 16, Characters.isSpace(text[start]) { start += 1 }
        guard start + depth < text.count, text[start..<start + depth].allSatisfy({ $0 == UInt8(ascii: "\\") }),
            text[start + depth] == UInt8(ascii: "\"")
        else { return nil }
        start += depth + 1
        guard let close = Self.close(of: start, depth: depth, in: text, limit: limit) else { return nil }
        name = String(decoding: text[nameStart..<nameEnd], as: UTF8.self).lowercased()
        value = start..<close
        self.depth = depth
    }

    private static func backslashes(before place: Int, in text: [UInt8]) -> Int {
        var count = 0
        while count < place, count < 16, text[place - 1 - count] == UInt8(ascii: "\\") { count += 1 }
        return count
    }

    /// Where the string that starts at `start` ends, before its quote and the quote's backslashes.
    private static func close(of start: Int, depth: Int, in text: [UInt8], limit: Int) -> Int? {
        var backslashes = 0
        var place = start
        while place < text.count, place - start <= limit + depth {
            switch text[place] {
            case UInt8(ascii: "\\"): backslashes += 1
            case UInt8(ascii: "\"") where Self.closes(backslashes, depth): return place - depth
            case 0x0A where depth > 0 || backslashes == 0: return nil
            default: backslashes = 0
            }
            place += 1
        }
        return nil
    }

    /// Each level of quoting turns n backslashes before a quote into 2n + 1.
    private static func closes(_ backslashes: Int, _ depth: Int) -> Bool {
        switch depth {
        case 0: backslashes.isMultiple(of: 2)
        case 1: backslashes % 4 == 1
        default: backslashes <= depth
        }
    }
}
