/// Finds texts that are private but no credentials, such as a prompt that a reply repeats, escaped or not.
package struct Phrases: Sendable {
    private let search: SpellingSearch

    package init(_ phrases: [String]) {
        search = SpellingSearch(phrases.map { Array($0.utf8) })
    }

    /// Where they stand: sorted, without overlaps.
    package func ranges(in text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        search.search(text) { range, _ in ranges.append(range) }
        ranges.sort { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
        var merged: [Range<Int>] = []
        for range in ranges {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
