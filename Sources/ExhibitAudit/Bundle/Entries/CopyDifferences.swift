import ExhibitModel
import ExhibitProof

/// Where the copies of a bundle's entries differ: the first place in each, and how many more.
final class CopyDifferences {
    private struct Difference {
        let first: Int64
        let isSigned: Bool
        var more = 0
    }

    private var found: [SignedLeaves.Copy: Difference] = [:]
    /// How many lines there are, when there are too few.
    var lineCount: Int64?
    var linesBreakOff = false
    /// Tiles that do not hold entries, and why.
    var broken: [(path: String, reason: String)] = []

    func add(_ copy: SignedLeaves.Copy, _ index: Int64, _ isSigned: Bool) {
        if found[copy] == nil {
            found[copy] = Difference(first: index, isSigned: isSigned)
        } else {
            found[copy]?.more += 1
        }
    }

    func tell(_ tiles: BundleTiles, entries: Int64, _ report: inout AuditReport) {
        for copy in [SignedLeaves.Copy.hashTiles, .entryTiles, .lines] {
            guard let difference = found[copy] else { continue }
            tell(copy, difference, tiles, &report)
        }
        for tile in broken { report.add(Finding(.entry, "\(tile.path): \(tile.reason)", path: tile.path)) }
        if linesBreakOff {
            report.add(
                Finding(.entry, "\(BundleLayout.entries) does not end in a whole line", path: BundleLayout.entries)
            )
        } else if let lineCount, lineCount < entries {
            report.add(
                Finding(
                    .entry,
                    "\(BundleLayout.entries) ends after \(lineCount) of \(entries) entries",
                    entry: lineCount,
                    path: BundleLayout.entries
                )
            )
        }
    }

    private func tell(
        _ copy: SignedLeaves.Copy,
        _ difference: Difference,
        _ tiles: BundleTiles,
        _ report: inout AuditReport
    ) {
        let number = difference.first >> Int64(TilePlace.height)
        let path =
            switch copy {
            case .hashTiles: tiles.place(.hashes(level: 0), number).path
            case .entryTiles: tiles.place(.entries, number).path
            case .lines: BundleLayout.entries
            }
        let what = copy == .hashTiles ? "the hash of entry" : "entry"
        let than = difference.isSigned ? "is not the one that was signed" : "is another than in the other copies"
        let more = difference.more > 0 ? ", and so \(difference.more) later ones" : ""
        report.add(
            Finding(
                copy == .hashTiles ? .tree : .entry,
                "\(what) \(difference.first) in \(path) \(than)\(more)",
                entry: difference.first,
                path: path
            )
        )
    }
}
