/// Finds what a mistyped word was meant to be.
///
/// A suggestion only: nothing is ever run under an abbreviated or corrected name.
package enum NearestName {
    /// At most three names, in the order given: those that begin with `word`, else those closest to it.
    package static func suggestions(for word: String, among names: [String]) -> [String] {
        let typed = folded(word)
        guard !typed.isEmpty else { return [] }
        if let same = names.first(where: { folded($0) == typed }) { return [same] }
        let longer = typed.count < 2 ? [] : names.filter { folded($0).hasPrefix(typed) }
        if !longer.isEmpty { return Array(longer.prefix(3)) }

        let limit = typed.count < 2 ? 0 : typed.count < 5 ? 1 : 2
        let near = names.map { (name: $0, distance: distance(Array(typed), Array(folded($0)))) }
        guard let least = near.map(\.distance).min(), least <= limit else { return [] }
        return near.filter { $0.distance == least }.prefix(3).map(\.name)
    }

    /// `did you mean a, b or c?`, or nil without a suggestion.
    package static func question(_ suggestions: [String]) -> String? {
        guard let last = suggestions.last else { return nil }
        let others = suggestions.dropLast().joined(separator: ", ")
        return "did you mean " + (others.isEmpty ? last : "\(others) or \(last)") + "?"
    }

    /// Dashes in front, capitals and underscores are how people mistype most.
    private static func folded(_ name: String) -> String {
        String(name.drop { $0 == "-" }.lowercased().map { $0 == "_" ? "-" : $0 })
    }

    /// Letters to add, drop, change or swap with their neighbour.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a == b ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { best = min(best, beforeLast[j - 1] + 1) }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
