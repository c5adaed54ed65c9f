import ExhibitModel

/// How many of the pictures an audit reads again; everything else it reads always.
package enum ReadingDepth: Sendable, Hashable {
    /// None: they must be there and have their size.
    case quick
    /// All, up to 2 GiB together.
    case standard
    case everything
    case part(ReadingShare)

    static let standardLimit: Int64 = 2 << 30
}

/// A share of all pictures, chosen by their hashes: the same pictures each time.
package struct ReadingShare: Sendable, Hashable {
    private let part: Int
    private let whole: Int
    private let isPercentage: Bool

    /// Reads `5%`, or `2/7` for the second seventh; nil for anything else.
    package init?(_ text: String) {
        if text.hasSuffix("%"), let percent = Int(text.dropLast()), (1...100).contains(percent) {
            (part, whole, isPercentage) = (percent, 100, true)
            return
        }
        let words = text.split(separator: "/", omittingEmptySubsequences: false)
        guard words.count == 2, let part = Int(words[0]), let whole = Int(words[1]), whole >= 1, part >= 1,
            part <= whole, whole <= 65_536
        else { return nil }
        (self.part, self.whole, isPercentage) = (part, whole, false)
    }

    package var text: String { isPercentage ? "\(part)%" : "\(part)/\(whole)" }

    func includes(_ digest: Digest) -> Bool {
        let number = digest.bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) } % whole
        return isPercentage ? number < part : number == part - 1
    }
}
