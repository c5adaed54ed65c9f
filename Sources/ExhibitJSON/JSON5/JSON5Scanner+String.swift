extension JSON5Scanner {
    /// Reads the string whose opening quote, of either kind, is next.
    mutating func string() throws(ReadingFault) -> String {
        let quote = next
        skip()
        var text = String.UnicodeScalarView()
        while let scalar = next {
            switch scalar {
            case quote:
                skip()
                return String(text)
            case "\\":
                if let scalar = try escape() { text.append(scalar) }
            case "\n", "\r":
                throw fault(.controlCharacter, at: index)
            default:
                text.append(scalar)
                skip()
            }
        }
        throw unexpected()
    }

    /// An unquoted key: an IdentifierName of ECMAScript 5.1 §7.6.
    mutating func identifier() throws(ReadingFault) -> String {
        var name = String.UnicodeScalarView()
        while let scalar = next {
            let start = index
            let isEscape = scalar == "\\"
            if isEscape {
                guard next(after: 1) == "u" else { throw fault(.invalidEscape, at: start) }
                skip(2)
            }
            let part = isEscape ? try unicodeEscape(from: start) : scalar
            guard Self.isIdentifier(part, first: name.isEmpty) else {
                if isEscape || name.isEmpty { throw fault(.unexpectedCharacter, at: start) }
                break
            }
            if !isEscape { skip() }
            name.append(part)
        }
        guard !name.isEmpty else { throw unexpected() }
        return String(name)
    }

    /// The scalar an escape stands for; nil for a continued line.
    private mutating func escape() throws(ReadingFault) -> Unicode.Scalar? {
        let start = index
        skip()
        guard let scalar = next else { throw unexpected() }
        skip()
        switch scalar {
        case "b": return "\u{08}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{0B}"
        case "x": return Unicode.Scalar(UInt8(truncatingIfNeeded: try hex(2, from: start)))
        case "u": return try unicodeEscape(from: start)
        case "\r":
            _ = take("\n")
            return nil
        case "\n", "\u{2028}", "\u{2029}": return nil
        case "0":
            if let digit = next, ("0"..."9").contains(digit) { throw fault(.invalidEscape, at: start) }
            return "\0"
        case "1"..."9": throw fault(.invalidEscape, at: start)
        default: return scalar
        }
    }

    /// The scalar of `XXXX`, or of a surrogate pair that goes on with `\uXXXX`; the first `\u` has been read.
    private mutating func unicodeEscape(from start: Int) throws(ReadingFault) -> Unicode.Scalar {
        let unit = UInt16(truncatingIfNeeded: try hex(4, from: start))
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let second = index
        if UTF16.isLeadSurrogate(unit), take("\\"), take("u") {
            let trail = UInt16(truncatingIfNeeded: try hex(4, from: second))
            if let scalar = SurrogatePair.scalar(unit, trail) { return scalar }
        }
        throw fault(.loneSurrogate, at: start)
    }

    private mutating func hex(_ count: Int, from start: Int) throws(ReadingFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let scalar = next else { throw unexpected() }
            guard let digit = Self.hexDigit(scalar) else { throw fault(.invalidEscape, at: start) }
            value = value << 4 | digit
            skip()
        }
        return value
    }

    private static func isIdentifier(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
        switch scalar {
        case "$", "_": return true
        case "\u{200C}", "\u{200D}": return !first
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
            return true
        case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation:
            return !first
        default:
            return false
        }
    }
}
