import FoundationEssentials

/// A task name as part of a file name: letters and digits of any script and `._-`, everything else `-`.
package enum Slug {
    package static func of(_ name: String) -> String {
        var slug = ""
        for scalar in name.unicodeScalars {
            let kept = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "._-".unicodeScalars.contains(scalar)
                || scalar.properties.generalCategory == .nonspacingMark
            let next = kept ? Character(scalar) : "-"
            if next == "-", slug.hasSuffix("-") { continue }
            slug.unicodeScalars.append(kept ? scalar : "-")
        }
        while slug.hasPrefix(".") || slug.hasPrefix("-") { slug.removeFirst() }
        while slug.hasSuffix("-") { slug.removeLast() }
        while slug.utf8.count > 80 { slug.removeLast() }
        return slug.isEmpty ? "run" : slug
    }
}
