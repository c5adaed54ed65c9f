/// Finds byte strings in a text that may have been escaped once or twice on its way.
///
/// Twice, because gateways put the upstream's JSON into a string of their own.
struct SpellingSearch: Sendable {
    private let tree: PatternTree
    private static let levels = 2
    private static let smallestWindow = 1 << 16

    init(_ patterns: [[UInt8]]) {
        tree = PatternTree(patterns)
    }

    var isEmpty: Bool { tree.isEmpty }

    /// The longest find, in bytes of the text.
    var reach: Int { tree.longest * UnescapedText.widest * Self.levels }

    /// Calls `found` for every occurrence; the same one may come more than once, and ranges come in no order.
    func search(_ text: [UInt8], _ found: (_ range: Range<Int>, _ pattern: Int) -> Void) {
        tree.search(text, found)
        guard !isEmpty else { return }
        for region in regions(of: text) {
            // Windows keep memory flat; each overlaps the next by the longest find.
            let window = max(Self.smallestWindow, 4 * reach)
            var start = region.lowerBound
            while start < region.upperBound {
                let end = min(region.upperBound, start + window)
                searchEscaped(Array(text[start..<end])) { range, pattern in
                    found(start + range.lowerBound..<start + range.upperBound, pattern)
                }
                start = end == region.upperBound ? end : end - reach
            }
        }
    }

    /// Where an escaped find could be: around the escapes.
    private func regions(of text: [UInt8]) -> [Range<Int>] {
        var regions: [Range<Int>] = []
        for place in UnescapedText.escapes(in: text) {
            let region = max(0, place - reach)..<min(text.count, place + reach)
            if let last = regions.last, region.lowerBound <= last.upperBound {
                regions[regions.count - 1] = last.lowerBound..<region.upperBound
            } else {
                regions.append(region)
            }
        }
        return regions
    }

    private func searchEscaped(_ window: [UInt8], _ found: (Range<Int>, Int) -> Void) {
        guard let first = UnescapedText(window) else { return }
        tree.search(first.bytes) { range, pattern in found(first.source(of: range), pattern) }
        guard let second = UnescapedText(first.bytes) else { return }
        tree.search(second.bytes) { range, pattern in
            found(first.source(of: second.source(of: range)), pattern)
        }
    }
}
