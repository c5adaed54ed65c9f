/// Finds where a text names someone's home folder: the user's name is nobody's business in a log.
struct HomePaths: Sendable {
    /// The folder of this process's user; nil when it is too short to be told from other text.
    private let own: [UInt8]?

    private static let parents = ["/home/", "/Users/", "\\Users\\", "\\\\Users\\\\"].map { Array($0.utf8) }
    static let longestName = 64

    init(own: String?) {
        self.own = own.map { Array($0.utf8) }.flatMap { $0.count >= 4 && $0.last != UInt8(ascii: "/") ? $0 : nil }
    }

    /// Ranges for which `~` is to stand.
    func ranges(in text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var place = 0
        while place < text.count {
            guard text[place] == UInt8(ascii: "/") || text[place] == UInt8(ascii: "\\"),
                let range = range(in: text, at: place)
            else {
                place += 1
                continue
            }
            ranges.append(range)
            place = range.upperBound
        }
        return ranges
    }

    private func range(in text: [UInt8], at place: Int) -> Range<Int>? {
        guard let start = start(in: text, at: place) else { return nil }
        if let own, text[place...].starts(with: own) {
            let end = place + own.count
            if end == text.count || !Self.isName(text[end]) { return start..<end }
        }
        guard let parent = Self.parents.first(where: { text[place...].starts(with: $0) }) else { return nil }
        let name = text[(place + parent.count)...].prefix(Self.longestName).prefix(while: Self.isName)
        return name.isEmpty ? nil : start..<name.endIndex
    }

    /// Where the path starts: at `place`, or at the drive before it; nil in the middle of a longer path.
    private func start(in text: [UInt8], at place: Int) -> Int? {
        guard place > 0 else { return place }
        if text[place] == UInt8(ascii: "\\") {
            return place >= 2 && text[place - 1] == UInt8(ascii: ":") && Characters.isLetterOrDigit(text[place - 2])
                ? place - 2 : nil
        }
        return Self.isName(text[place - 1]) || text[place - 1] == UInt8(ascii: "/") ? nil : place
    }

    private static func isName(_ byte: UInt8) -> Bool {
        Characters.isName(byte) || byte == UInt8(ascii: ".") || byte >= 0x80
    }
}
