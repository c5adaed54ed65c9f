/// Where a tile of a log lies, and how many values it has (C2SP tlog-tiles).
///
/// A tile holds 256 values in a row. A tile of hashes at level L holds nodes of the tree's level 8·L; a tile of entries
/// holds what is hashed at level 0. The last tile of a level may have fewer values and says so in its name; a tile without
/// values is not written.
package struct TilePlace: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case hashes(level: Int)
        case entries
    }

    package let content: Content
    package let index: Int64
    /// From 1 to ``fullWidth``.
    package let width: Int

    package static let fullWidth = 256
    /// Levels of the tree from one level of tiles to the next.
    package static let height = 8

    package init(_ content: Content, index: Int64, width: Int) {
        self.content = content
        self.index = index
        self.width = width
    }

    package var isFull: Bool { width == Self.fullWidth }

    /// The number of its first value among those of its level.
    package var first: Int64 { index << Int64(Self.height) }

    /// The path in the log's folder, such as `tile/0/x001/x234/067` or `tile/entries/001.p/44`.
    package var path: String {
        let folder =
            switch content {
            case .hashes(let level): "tile/\(level)"
            case .entries: "tile/entries"
            }
        return "\(folder)/\(Self.groups(index))" + (isFull ? "" : ".p/\(width)")
    }

    /// Three digits at a time; all groups but the last begin with `x`.
    private static func groups(_ index: Int64) -> String {
        var rest = index
        var groups = [digits(rest % 1000)]
        while rest >= 1000 {
            rest /= 1000
            groups.append("x" + digits(rest % 1000))
        }
        return groups.reversed().joined(separator: "/")
    }

    private static func digits(_ number: Int64) -> String {
        let text = String(number)
        return String(repeating: "0", count: 3 - text.count) + text
    }

    /// The tiles of one level of a log of `size` entries, in order.
    package static func all(_ content: Content, size: Int64) -> [TilePlace] {
        let count =
            switch content {
            case .hashes(let level): size >> Int64(height * level)
            case .entries: size
            }
        let full = (0..<(count >> Int64(height))).map { TilePlace(content, index: $0, width: fullWidth) }
        let rest = Int(count & Int64(fullWidth - 1))
        return rest == 0 ? full : full + [TilePlace(content, index: count >> Int64(height), width: rest)]
    }

    /// How many levels of hash tiles a log of `size` entries has.
    package static func levels(size: Int64) -> Int {
        var levels = 0
        while levels < 8, size >> Int64(height * levels) > 0 { levels += 1 }
        return levels
    }
}
