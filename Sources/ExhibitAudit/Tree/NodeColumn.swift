import ExhibitModel

/// One level of the stored tree, read in order and in portions.
struct NodeColumn {
    let level: Int
    private var portion: [(index: Int64, hash: [UInt8])] = []
    private var place = 0
    private var next: Int64 = 0
    private var isAtEnd = false
    private static let portionSize = 512

    init(level: Int) {
        self.level = level
    }

    /// The node at an index, or nil when it is not stored.
    ///
    /// Indexes must be asked for in order.
    mutating func take(_ index: Int64, _ stored: any StoredNodes) throws -> Digest? {
        while true {
            if place == portion.count {
                guard !isAtEnd else { return nil }
                portion = try stored.nodes(level: level, from: next, limit: Self.portionSize)
                place = 0
                isAtEnd = portion.count < Self.portionSize
                guard let last = portion.last else { return nil }
                next = last.index + 1
            }
            let node = portion[place]
            if node.index > index { return nil }
            place += 1
            if node.index == index { return node.hash.count == 32 ? Digest(node.hash) : nil }
        }
    }
}
