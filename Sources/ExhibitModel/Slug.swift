// The standard library's own normalization, as swift-foundation takes it: FoundationEssentials offers none.
@_spi(_Unicode) import Swift

/// A task name as part of a file name: NFC, letters and digits of any script and `._-`, everything else `-`.
package enum Slug {
    private static let limit = 80

    /// At most 80 bytes, never empty, and never with a dot or a dash in front.
    package static func of(_ name: String) -> String {
        // Scalars, not characters: a mark on a leading dot would hide the dot from a look at characters.
        var slug: [Unicode.Scalar] = []
        for scalar in name._nfc {
            let next = isKept(scalar) ? scalar : "-"
            if next == "-", slug.last == "-" { continue }
            slug.append(next)
        }
        let trimmed = cut(slug.drop { $0 == "." || $0 == "-" || isMark($0) })
        return trimmed.isEmpty ? "run" : trimmed
    }

    /// Whole characters up to the limit, without a dash at the end.
    private static func cut(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        while text.utf8.count > limit || text.unicodeScalars.last == "-" { text.removeLast() }
        return text
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar)
            || scalar == "." || scalar == "_" || scalar == "-"
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .spacingMark
    }
}
