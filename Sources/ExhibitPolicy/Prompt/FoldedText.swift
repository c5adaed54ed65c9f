/// A text as the prompt guard sees it: lower case, full-width forms as ASCII.
struct FoldedText {
    private let scalars: [Unicode.Scalar]

    init(_ text: String) {
        let narrow = String(String.UnicodeScalarView(text.unicodeScalars.map(Self.narrow)))
        scalars = Array(narrow.lowercased().unicodeScalars)
    }

    /// Whether `term` stands here: anywhere for a CJK end, and where no letter or digit touches a Latin one.
    func contains(_ term: FoldedText) -> Bool {
        guard let first = term.scalars.first, let last = term.scalars.last, term.scalars.count <= scalars.count else {
            return false
        }
        return (0...scalars.count - term.scalars.count).contains { start in
            let end = start + term.scalars.count
            guard scalars[start..<end].elementsEqual(term.scalars) else { return false }
            let isTouchedBefore = start > 0 && Self.isWord(first) && Self.isWord(scalars[start - 1])
            let isTouchedAfter = end < scalars.count && Self.isWord(last) && Self.isWord(scalars[end])
            return !isTouchedBefore && !isTouchedAfter
        }
    }

    /// U+FF01–FF5E are the ASCII characters U+0021–7E in the width of a CJK character.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    /// Letters, digits and marks of the scripts that put spaces between words: CJK text puts none around a Latin word.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if isCJK(scalar) { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    private static func isCJK(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Radicals, kana, bopomofo, compatibility forms, Han, Hangul.
        case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFF66...0xFFDC,
            0x1AFF0...0x1B16F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
