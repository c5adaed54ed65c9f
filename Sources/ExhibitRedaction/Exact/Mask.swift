/// A row of characters that stands for what is not shown.
struct Mask {
    let range: Range<Int>
    let isDots: Bool

    /// Stars, dots, bullets and ellipses, in UTF-8 and as JSON writes them in ASCII.
    private static let marks: [(bytes: [UInt8], isDot: Bool, weight: Int)] = [
        (Array("*".utf8), false, 1), (Array(".".utf8), true, 1), (Array("•".utf8), false, 1),
        (Array("●".utf8), false, 1), (Array("…".utf8), true, 3), (Array("\\u2022".utf8), false, 1),
        (Array("\\u25cf".utf8), false, 1), (Array("\\u25CF".utf8), false, 1), (Array("\\u2026".utf8), true, 3),
    ]

    /// The bytes that a row can start with.
    static let canStart: [Bool] = (0..<256).map { byte in marks.contains { $0.bytes.first == UInt8(byte) } }

    /// The row that starts at `place`: at least three marks of one kind.
    init?(in text: [UInt8], at place: Int) {
        guard let mark = Self.marks.first(where: { text[place...].starts(with: $0.bytes) }) else { return nil }
        var end = place
        var weight = 0
        while end - place < MaskSearch.longestMask, text[end...].starts(with: mark.bytes) {
            end += mark.bytes.count
            weight += mark.weight
        }
        guard weight >= 3 else { return nil }
        range = place..<end
        isDots = mark.isDot
    }
}
