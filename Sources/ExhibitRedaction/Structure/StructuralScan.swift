/// Finds credentials by where they stand: fields, headers, bearer tokens, userinfo and queries, known values or not.
///
/// Every find depends on the bytes near it only, which is what lets a stream be scanned in pieces.
struct StructuralScan {
    private let text: [UInt8]
    private(set) var finds: [Find] = []
    private(set) var queries: [QueryRange] = []
    private var queryEnd = NextStop(QueryRange.isEnd)
    private var lineEnd = NextStop { text, place in text[place] < 0x20 || text[place] == UInt8(ascii: "\"") }
    private var wordEnd = NextStop { text, place in Self.endsWord(text[place]) }
    private var tokenEnd = NextStop { text, place in !Characters.isToken(text[place]) }

    /// A longer value is data, not a credential.
    static let longestValue = 1 << 14
    private static let shortestValue = 6
    /// How the place of a credential starts that was taken out before.
    static let token = Array("[redacted:".utf8)

    init(_ text: [UInt8]) {
        self.text = text
        var place = 0
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: ":"): colon(place)
            case UInt8(ascii: "="): assignment(place)
            case UInt8(ascii: "B"), UInt8(ascii: "b"): bearer(place)
            case UInt8(ascii: "?"):
                if let query = QueryRange(in: text, mark: place, end: queryEnd.place(from: place, in: text)) {
                    if query.isSecret { queries.append(query) }
                    place = query.range.upperBound - 1
                }
            default: break
            }
            place += 1
        }
    }

    private mutating func colon(_ place: Int) {
        let field = QuotedField(
            in: text,
            colon: place,
            limit: Self.longestValue,
            where: CredentialNames.couldMatch
        )
        if let field {
            keep(field.value, named: field.name)
        } else if text[place...].dropFirst().starts(with: Self.slashes) {
            userinfo(from: place + 3)
        } else if text[place...].dropFirst().starts(with: Self.escapedSlashes) {
            userinfo(from: place + 5)
        } else {
            header(place)
        }
    }

    private static let slashes = Array("//".utf8)
    private static let escapedSlashes = Array("\\/\\/".utf8)

    private mutating func userinfo(from start: Int) {
        var at: Int?
        var place = start
        while place < text.count, place - start < 1024, !Characters.isDelimiter(text[place]) {
            switch text[place] {
            case UInt8(ascii: "@"): at = place
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): place = text.count
            default: break
            }
            place += 1
        }
        if let at, at > start { finds.append(Find(start..<at, .userinfo)) }
    }

    /// `Name: value` on a line of its own or in a sentence, without quotes around the name.
    private mutating func header(_ colon: Int) {
        guard let name = name(before: colon), CredentialNames.isHeader(name) else { return }
        // The tag of what was taken out before is no credential.
        guard !text[..<(colon - name.utf8.count)].suffix(Self.token.count).elementsEqual(Self.token) else { return }
        var start = colon + 1
        while start < text.count, start - colon < 16, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
        let isCookie = name.hasSuffix("cookie")
        keep(value(from: start, toLineEnd: isCookie), named: name)
    }

    private mutating func assignment(_ equals: Int) {
        guard let name = name(before: equals) else { return }
        let before = equals - name.utf8.count - 1
        let isParameter = before >= 0 && text[before] == UInt8(ascii: "&")
        guard CredentialNames.isField(name) || isParameter && CredentialNames.isQuery(name) else { return }
        keep(value(from: equals + 1), named: isParameter ? "token" : name)
    }

    private func name(before place: Int) -> String? {
        var start = place
        while start > 0, place - start < CredentialNames.longest, Characters.isName(text[start - 1]) { start -= 1 }
        let name = text[start..<place]
        return CredentialNames.couldMatch(name) ? String(decoding: name, as: UTF8.self).lowercased() : nil
    }

    /// A value in quotes, or up to what ends a word.
    private mutating func value(from start: Int, toLineEnd: Bool = false) -> Range<Int> {
        guard start < text.count else { return start..<start }
        if toLineEnd { return start..<lineEnd.place(from: start, in: text) }
        let quote = text[start]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let rest = text[(start + 1)...].prefix(Self.longestValue + 1)
            return start + 1..<(rest.firstIndex { $0 == quote || $0 == 0x0A } ?? rest.endIndex)
        }
        let end = wordEnd.place(from: start, in: text)
        // `Bearer`, and what it announces.
        guard end + 1 < text.count, text[end] == 0x20, isScheme(text[start..<end]) else { return start..<end }
        return start..<wordEnd.place(from: end + 1, in: text)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: ")"), UInt8(ascii: "]"),
            UInt8(ascii: "\\"):
            true
        default: Characters.isDelimiter(byte)
        }
    }

    private static let schemes: Set<String> = ["bearer", "basic", "token", "apikey", "digest", "key"]

    private func isScheme(_ word: ArraySlice<UInt8>) -> Bool {
        word.count <= 8 && Self.schemes.contains(String(decoding: word, as: UTF8.self).lowercased())
    }

    private mutating func keep(_ value: Range<Int>, named name: String) {
        var value = value
        if let space = text[value].prefix(9).firstIndex(of: 0x20), isScheme(text[value.lowerBound..<space]) {
            value = space + 1..<value.upperBound
        }
        guard value.count >= Self.shortestValue, value.count <= Self.longestValue else { return }
        let bytes = text[value]
        guard
            CredentialNames.isField(name) || CredentialNames.isHeader(name)
                || CredentialNames.isAmbiguous(name) && Characters.isOpaque(bytes)
        else { return }
        guard !bytes.starts(with: Self.token), !bytes.allSatisfy({ $0 == UInt8(ascii: "*") }) else { return }
        finds.append(Find(value, .field))
    }

    private mutating func bearer(_ place: Int) {
        let word = Array("bearer".utf8)
        guard place + word.count < text.count, place == 0 || !Characters.isLetterOrDigit(text[place - 1]),
            zip(text[place...], word).allSatisfy({ $0 | 0x20 == $1 })
        else { return }
        var start = place + word.count
        let space = start
        while start < text.count, start - space < 8, text[start] == 0x20 || text[start] == UInt8(ascii: "+") {
            start += 1
        }
        if start == space, text[start...].starts(with: Array("%20".utf8)) { start += 3 }
        guard start > space else { return }
        let end = tokenEnd.place(from: start, in: text)
        let token = text[start..<end]
        // A word of the sentence "uses bearer authentication" is no token.
        guard (Self.shortestValue...Self.longestValue).contains(token.count),
            token.count >= 16 || token.contains(where: Characters.isDigit)
        else { return }
        finds.append(Find(start..<end, .bearer))
    }
}
