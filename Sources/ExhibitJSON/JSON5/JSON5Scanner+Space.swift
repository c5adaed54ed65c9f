extension JSON5Scanner {
    /// Skips white space and comments.
    mutating func skipSpace() throws(ReadingFault) {
        while let scalar = next {
            if scalar == "/" {
                try skipComment()
            } else if Self.isSpace(scalar) {
                skip()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() throws(ReadingFault) {
        let start = index
        switch next(after: 1) {
        case "/":
            while let scalar = next, !Self.isLineEnd(scalar) { skip() }
        case "*":
            skip(2)
            while next != "*" || next(after: 1) != "/" {
                guard next != nil else { throw fault(.unexpectedEnd, at: start) }
                skip()
            }
            skip(2)
        default:
            throw unexpected()
        }
    }

    static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\r", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\u{0B}", "\u{0C}", "\u{FEFF}": true
        default: isLineEnd(scalar) || scalar.properties.generalCategory == .spaceSeparator
        }
    }
}
