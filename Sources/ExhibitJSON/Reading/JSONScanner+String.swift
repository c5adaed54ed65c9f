extension JSONScanner {
    /// Reads the string whose opening quote is next.
    mutating func string() throws(ReadingFault) -> String {
        let start = index + 1
        index = start
        let isASCII = skipPlain()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return try escapedString(from: start) }
        let text = bytes[start..<index]
        index += 1
        // The validating initialiser is generic at run time and costs as much as all the rest of reading.
        return isASCII ? String(decoding: text, as: UTF8.self) : try decoded(text, readFrom: start)
    }

    /// Goes on behind the first run of plain bytes, collecting.
    private mutating func escapedString(from start: Int) throws(ReadingFault) -> String {
        var text = bytes[start..<index]
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                let string = try decoded(text, readFrom: start)
                if isCanonicalForm { isCanonicalForm = isCanonicallyEscaped(string, readFrom: start) }
                return string
            case UInt8(ascii: "\\"):
                try appendEscape(to: &text)
            default:
                throw ReadingFault(.controlCharacter, at: index)
            }
            let run = index
            _ = skipPlain()
            text += bytes[run..<index]
        }
        throw unexpected()
    }

    /// Whether the literal that ended just now escapes what has to be escaped, in the one way, and nothing else.
    private func isCanonicallyEscaped(_ string: String, readFrom start: Int) -> Bool {
        var written: [UInt8] = []
        StringEscaping.append(string, to: &written)
        return bytes[start..<index - 1].elementsEqual(written)
    }

    /// Skips bytes that stand for themselves, and tells whether all of them were ASCII.
    private mutating func skipPlain() -> Bool {
        var seen: UInt8 = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { break }
            seen |= byte
            index += 1
        }
        return seen < 0x80
    }

    private func decoded(_ text: ArraySlice<UInt8>, readFrom start: Int) throws(ReadingFault) -> String {
        if let string = String(validating: text, as: UTF8.self) { return string }
        // An escape decodes to whole scalars, so the raw bytes are at fault exactly where the decoded ones are.
        throw ReadingFault(.invalidUTF8, at: InvalidUTF8.firstOffset(in: bytes[start..<index]) ?? start)
    }

    private mutating func appendEscape(to text: inout ArraySlice<UInt8>) throws(ReadingFault) {
        let start = index
        guard start + 1 < bytes.count else { throw ReadingFault(.unexpectedEnd, at: bytes.count) }
        index += 2
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[start + 1])
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += Array(String(try unicodeEscape(from: start)).utf8)
        default: throw ReadingFault(.invalidEscape, at: start)
        }
    }

    /// The scalar of `\uXXXX`, or of two of them that form a surrogate pair; `index` is behind the first `u`.
    private mutating func unicodeEscape(from start: Int) throws(ReadingFault) -> Unicode.Scalar {
        let unit = try hexUnit(from: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let second = index
        if UTF16.isLeadSurrogate(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            if let scalar = SurrogatePair.scalar(unit, try hexUnit(from: second)) { return scalar }
        }
        throw ReadingFault(.loneSurrogate, at: start)
    }

    private mutating func hexUnit(from start: Int) throws(ReadingFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard index < bytes.count else { throw unexpected() }
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
                throw ReadingFault(.invalidEscape, at: start)
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }
}
