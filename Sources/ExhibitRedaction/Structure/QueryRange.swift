/// A URL's query, found in a text by its question mark.
struct QueryRange {
    /// Behind the question mark.
    let range: Range<Int>
    /// The values that must not be shown: all but expiries, once one of the names means a credential.
    let values: [Range<Int>]

    var isSecret: Bool { !values.isEmpty }

    static let longest = 1 << 14

    /// Nil when what follows the question mark at `mark` is no query.
    ///
    /// `end` is the next place that ``isEnd(_:_:)``.
    init?(in text: [UInt8], mark: Int, end: Int) {
        guard mark + 1 < end, end - mark <= Self.longest, Characters.isName(text[mark + 1]) else { return nil }
        range = mark + 1..<end
        let all = Self.parameters(of: range, in: text)
        // What was taken out before is no value.
        let parameters = all.filter { !text[$0.value].starts(with: StructuralScan.token) }
        let isSecret = parameters.contains { CredentialNames.isQuery($0.name) && $0.value.count >= 6 }
        values =
            isSecret ? parameters.filter { !CredentialNames.isExpiry($0.name) && !$0.value.isEmpty }.map(\.value) : []
        guard !all.isEmpty else { return nil }
    }

    /// Whether no query goes on at `place`.
    static func isEnd(_ text: [UInt8], _ place: Int) -> Bool {
        switch text[place] {
        case UInt8(ascii: "#"): true
        case UInt8(ascii: "\\"):
            // JSON writers of some languages escape `/`, `&` and `=` in URLs.
            !has("\\/", at: place, text) && escape(text, place) == nil
        case UInt8(ascii: "&"): ["&quot;", "&#34;", "&lt;", "&gt;"].contains { has($0, at: place, text) }
        case let byte: Characters.isDelimiter(byte)
        }
    }

    private static func has(_ word: String, at place: Int, _ text: [UInt8]) -> Bool {
        text[place...].starts(with: word.utf8)
    }

    /// The ASCII character that `\u00XX` at `place` stands for.
    private static func escape(_ text: [UInt8], _ place: Int) -> UInt8? {
        guard has("\\u00", at: place, text), place + 6 <= text.count else { return nil }
        return UInt8(String(decoding: text[place + 4..<place + 6], as: UTF8.self), radix: 16)
    }

    private static func parameters(of range: Range<Int>, in text: [UInt8]) -> [(name: String, value: Range<Int>)] {
        var parameters: [(name: String, value: Range<Int>)] = []
        var start = range.lowerBound
        var equals: Range<Int>?
        var place = start
        func close() {
            if let equals {
                // A question mark in a query may be the start of the query that matters.
                let written = text[start..<equals.lowerBound]
                let own = written.lastIndex(of: UInt8(ascii: "?")).map { written[($0 + 1)...] } ?? written
                let name = String(decoding: own, as: UTF8.self).lowercased()
                parameters.append((name, equals.upperBound..<place))
            }
        }
        while place < range.upperBound {
            let width = separator(at: place, in: text, UInt8(ascii: "&"))
            if width > 0 {
                close()
                (start, equals) = (place + width, nil)
                place += width
                continue
            }
            let sign = equals == nil ? separator(at: place, in: text, UInt8(ascii: "=")) : 0
            if sign > 0 { equals = place..<place + sign }
            place += max(1, sign)
        }
        close()
        return parameters
    }

    /// How many bytes spell `character` at `place`: 1 plain, 5 `&amp;`, 6 as a JSON escape, 0 when it is not there.
    private static func separator(at place: Int, in text: [UInt8], _ character: UInt8) -> Int {
        if text[place] == character { return has("&amp;", at: place, text) ? 5 : 1 }
        return text[place] == UInt8(ascii: "\\") && escape(text, place) == character ? 6 : 0
    }
}
