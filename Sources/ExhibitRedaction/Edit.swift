/// One replacement in a text.
struct Edit {
    let range: Range<Int>
    let text: [UInt8]
    /// Nil for what is shortened, not hidden.
    let rule: String?

    /// The text with the edits made, which come sorted and without overlaps; those that do not lie in it are left out.
    static func applying(_ edits: [Edit], to text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var place = text.startIndex
        for edit in edits where edit.range.lowerBound >= place && edit.range.upperBound <= text.endIndex {
            result += text[place..<edit.range.lowerBound]
            result += edit.text
            place = edit.range.upperBound
        }
        return result + text[place...]
    }

    static func counts(_ edits: [Edit]) -> [RedactionCount] {
        RedactionCount.counting(edits.compactMap(\.rule))
    }
}
