package import ExhibitModel

/// All levels of hash tiles above the leaves of a log, computed leaf by leaf: one digest is kept for 256 leaves.
package struct TileLevels: Sendable {
    package let size: Int64
    /// At 0 the leaves of the last tile while it grows, at L all values of that level of tiles.
    private var levels: [[Digest]] = [[]]

    /// Nil when `next` has fewer than `size` leaves.
    package init?<Failure: Error>(size: Int64, next: () throws(Failure) -> Digest?) throws(Failure) {
        self.size = size
        for _ in 0..<size {
            guard let leaf = try next() else { return nil }
            append(leaf)
        }
    }

    private mutating func append(_ leaf: Digest) {
        levels[0].append(leaf)
        guard var root = HashTile(levels[0]).root else { return }
        levels[0].removeAll(keepingCapacity: true)
        var level = 1
        while true {
            if level == levels.count { levels.append([]) }
            levels[level].append(root)
            guard levels[level].count.isMultiple(of: TilePlace.fullWidth) else { return }
            root = HashTile(levels[level].suffix(TilePlace.fullWidth)).node(height: TilePlace.height, index: 0)
            level += 1
        }
    }

    /// The tile's hashes; its level is at least 1.
    package func tile(_ level: Int, _ place: TilePlace) -> HashTile {
        HashTile(levels[level][Int(place.first)..<(Int(place.first) + place.width)])
    }

    package var root: Digest {
        TileTree.root(size: size) { place in
            switch place.content {
            case .hashes(let level) where level > 0: tile(level, place)
            // Only the last one is asked for.
            default: HashTile(levels[0])
            }
        }
    }
}
