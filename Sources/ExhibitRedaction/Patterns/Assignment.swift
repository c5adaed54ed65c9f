import ExhibitModel

/// `name = value` or `"name": "value"` where the name ends like a credential's and the value looks drawn by a machine.
enum Assignment {
    static let longestName = 64
    private static let shortestValue = 12
    private static let longestValue = 1024
    private static let longestGap = 16

    /// The value of the assignment whose colon or equals sign is at `sign`.
    static func range(in text: [UInt8], sign: Int) -> Range<Int>? {
        guard let name = name(in: text, before: sign), CredentialWords.end(name) else { return nil }
        var start = sign + 1
        // `:=`, `=>`, `==`
        while start < text.count, start - sign < 3, text[start] == UInt8(ascii: "=") || text[start] == UInt8(ascii: ">")
        {
            start += 1
        }
        let gap = start
        while start < text.count, start - gap < longestGap, isGap(text[start]) { start += 1 }
        var end = start
        while end < text.count, end - start <= longestValue, isValue(text[end]) { end += 1 }
        for _ in 0..<2 where end < text.count && text[end] == UInt8(ascii: "=") { end += 1 }
        guard (shortestValue...longestValue).contains(end - start), !isOurs(text[start..<end]),
            !isPath(text[start..<end]), Randomness.isLikely(text[start..<end])
        else { return nil }
        return start..<end
    }

    /// Signs only end a value, as the padding of base64: else a row of assignments would be read again and again.
    private static func isValue(_ byte: UInt8) -> Bool { Characters.isToken(byte) && byte != UInt8(ascii: "=") }

    private static func isGap(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), 0x09, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"): true
        default: false
        }
    }

    private static func name(in text: [UInt8], before sign: Int) -> ArraySlice<UInt8>? {
        var end = sign
        while end > 0, sign - end < longestGap, isGap(text[end - 1]) || text[end - 1] == UInt8(ascii: ":") { end -= 1 }
        guard CredentialWords.couldEnd(text[..<end]) else { return nil }
        var start = end
        while start > 0, end - start < longestName, isName(text[start - 1]) { start -= 1 }
        // "API key: …": the word before makes the name.
        if start > 1, text[start - 1] == UInt8(ascii: " "), isName(text[start - 2]) {
            start -= 1
            while start > 0, end - start < longestName, isName(text[start - 1]) { start -= 1 }
        }
        return start < end ? text[start..<end] : nil
    }

    private static func isName(_ byte: UInt8) -> Bool { Characters.isName(byte) || byte == UInt8(ascii: ".") }

    /// The digests and ids of a ledger are no secrets, and stand under names such as `reviewer_key`.
    private static func isOurs(_ value: ArraySlice<UInt8>) -> Bool {
        if value.count == 64 {
            return value.allSatisfy { Characters.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
        }
        let id = value.prefix(26)
        guard value.count == 26 || value.dropFirst(26).first == UInt8(ascii: ".") else { return false }
        return ULID(String(decoding: id, as: UTF8.self)) != nil
    }

    private static func isPath(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first else { return false }
        return first == UInt8(ascii: "/") || first == UInt8(ascii: ".") || first == UInt8(ascii: "~")
    }
}
