import ExhibitRedaction

/// Finds what of a reply repeats the user's own words.
struct PrivateRanges {
    /// Members whose strings are private whatever they say: providers put the prompt or their own wording of it there.
    private static let names = ["prompt", "revised_prompt", "input"].map { Array($0.utf8) }
    private static let longestValue = 1 << 20
    /// A shorter prompt is found by its member's name only.
    static let shortestPrompt = 12

    private let text: [UInt8]
    private let layout: Layout
    private var ranges: [Range<Int>] = []

    /// The strings to withhold: sorted, without overlaps, and without a file in them.
    static func of(_ text: [UInt8], _ layout: Layout, prompts: [String], persons: Bool) -> [Range<Int>] {
        var search = PrivateRanges(text: text, layout: layout)
        search.findMembers()
        search.findPhrases(prompts)
        if persons { search.ranges += PersonalData.ranges(in: text) }
        return search.merged()
    }

    /// What of a prompt a reply is searched for: without the spaces around it, which providers trim.
    static func phrases(_ prompts: [String]) -> [String] {
        prompts.compactMap { prompt in
            guard let first = prompt.firstIndex(where: { !$0.isWhitespace }),
                let last = prompt.lastIndex(where: { !$0.isWhitespace })
            else { return nil }
            let phrase = String(prompt[first...last])
            return phrase.count >= shortestPrompt ? phrase : nil
        }
    }

    private init(text: [UInt8], layout: Layout) {
        self.text = text
        self.layout = layout
    }

    private mutating func findMembers() {
        for colon in text.indices where text[colon] == UInt8(ascii: ":") {
            let field = QuotedField(in: text, colon: colon, limit: Self.longestValue) { name in
                Self.names.contains { name.elementsEqual($0) }
            }
            guard let value = field?.value, !value.isEmpty, layout.holes(in: value).isEmpty else { continue }
            ranges.append(value)
        }
    }

    private mutating func findPhrases(_ prompts: [String]) {
        var covered = 0
        for range in Phrases(Self.phrases(prompts)).ranges(in: text) where range.upperBound > covered {
            let whole = string(around: range, from: covered) ?? range
            ranges.append(whole)
            covered = whole.upperBound
        }
    }

    /// The JSON string that the range is a part of; nil when no quotes are around it on its line, or a file is within.
    private func string(around range: Range<Int>, from limit: Int) -> Range<Int>? {
        var start = range.lowerBound
        while start > limit, !isQuote(start - 1), text[start - 1] != 0x0A { start -= 1 }
        guard start > 0, isQuote(start - 1) else { return nil }
        var end = range.upperBound
        while end < text.count, !isQuote(end), text[end] != 0x0A { end += 1 }
        guard end < text.count, isQuote(end), layout.holes(in: start..<end).isEmpty else { return nil }
        return start..<end
    }

    private func isQuote(_ place: Int) -> Bool {
        guard text[place] == UInt8(ascii: "\"") else { return false }
        var backslashes = 0
        while backslashes < place, text[place - 1 - backslashes] == UInt8(ascii: "\\") { backslashes += 1 }
        return backslashes.isMultiple(of: 2)
    }

    private func merged() -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound < last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
