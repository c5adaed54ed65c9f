import ExhibitModel
import ExhibitProof

/// Which of a bundle's copies of the tree's leaves is the one that was signed.
///
/// The hash tiles, the entries' tiles and the lines of entries say the same three times over. The first of them that leads
/// to the signed root is right, and the others are compared with it: so a change is found where it is.
struct SignedLeaves {
    enum Copy: Sendable {
        case hashTiles
        case entryTiles
        case lines
    }

    /// Nil when no copy leads to the signed root.
    let copy: Copy?

    init(_ tiles: BundleTiles, lines: String?, root: Digest, _ report: inout AuditReport) throws {
        var hashes = Self.window(tiles)
        var index: Int64 = 0
        let fromHashes = TileLevels(size: tiles.size) {
            defer { index += 1 }
            return hashes.value(index)
        }
        if let fromHashes, fromHashes.root == root {
            copy = .hashTiles
            Self.compare(tiles, fromHashes, &report)
            return
        }
        if tiles.hasEntries, let levels = Self.entryLevels(tiles), levels.root == root {
            copy = .entryTiles
            Self.compare(tiles, levels, &report)
            return
        }
        if tiles.hasEntries, let lines, let levels = Self.lineLevels(lines, tiles.size), levels.root == root {
            copy = .lines
            Self.compare(tiles, levels, &report)
            return
        }
        copy = nil
        guard let fromHashes else { return }
        report.add(
            Finding(
                .tree,
                "the hashes in \(BundleLayout.tiles)0 do not have the root that the checkpoint signs",
                path: BundleLayout.tiles + "0"
            )
        )
        Self.compare(tiles, fromHashes, &report)
    }

    static func window(_ tiles: BundleTiles) -> TileWindow<Digest> {
        TileWindow(size: tiles.size) { tiles.hashes(tiles.place(.hashes(level: 0), $0))?.hashes }
    }

    /// What cannot be read is told when the entries are.
    static func entryWindow(_ tiles: BundleTiles) -> TileWindow<[UInt8]> {
        TileWindow(size: tiles.size) { try? tiles.entries(tiles.place(.entries, $0))?.entries }
    }

    private static func entryLevels(_ tiles: BundleTiles) -> TileLevels? {
        var entries = entryWindow(tiles)
        var index: Int64 = 0
        return TileLevels(size: tiles.size) {
            defer { index += 1 }
            return entries.value(index).map(MerkleTree.leaf)
        }
    }

    private static func lineLevels(_ path: String, _ size: Int64) -> TileLevels? {
        var lines = Lines(path)
        return try? TileLevels(size: size) { try lines.next().map(MerkleTree.leaf) }  // told when the entries are read
    }

    /// Every tile above the leaves holds the roots of the tiles below it.
    private static func compare(_ tiles: BundleTiles, _ levels: TileLevels, _ report: inout AuditReport) {
        for level in 1..<max(1, TilePlace.levels(size: tiles.size)) {
            for place in TilePlace.all(.hashes(level: level), size: tiles.size) {
                guard let stored = tiles.hashes(place) else { continue }
                let computed = levels.tile(level, place)
                for (number, hash) in stored.hashes.enumerated() where hash != computed.hashes[number] {
                    let below = TilePlace(
                        .hashes(level: level - 1),
                        index: place.first + Int64(number),
                        width: TilePlace.fullWidth
                    )
                    report.add(
                        Finding(.tree, "\(place.path) does not hold the root of \(below.path)", path: place.path)
                    )
                }
            }
        }
    }
}
