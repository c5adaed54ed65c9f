import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitProof

/// The tiles of a bundle: all hashes of the tree, and of a whole ledger the entries.
struct BundleTiles {
    let size: Int64
    let hasEntries: Bool
    private let files: BundleFiles

    /// Nil for a bundle without tiles, as they were at first; tiles that are missing or too many are findings.
    init?(_ files: BundleFiles, _ head: BundleHead, _ report: inout AuditReport) {
        let present = Set(files.actual.keys.filter { $0.hasPrefix(BundleLayout.tiles) })
        guard head.index["tiles"] != nil || !present.isEmpty else { return nil }
        guard head.checkpoint.size >> Int64(TilePlace.height) <= Int64(present.count) else {
            let words = "the bundle lacks most tiles of the \(head.checkpoint.size) entries that are signed for"
            report.add(Finding(.bundle, words))
            return nil
        }
        self.files = files
        size = head.checkpoint.size
        hasEntries = head.scope == .whole
        let expected = Self.places(size: size, scope: head.scope)
        for place in expected where !present.contains(place.path) {
            report.add(Finding(.bundle, "\(place.path) is not in the bundle", path: place.path))
        }
        for path in present.subtracting(expected.map(\.path)).sorted() {
            report.add(
                Finding(.bundle, "\(path) is not a tile of the \(size) entries that the checkpoint covers", path: path)
            )
        }
        for place in expected where place.content != .entries && present.contains(place.path) && hashes(place) == nil {
            report.add(Finding(.tree, "\(place.path) does not hold \(place.width) hashes", path: place.path))
        }
    }

    /// What a bundle of this scope has to have.
    static func places(size: Int64, scope: BundleScope) -> [TilePlace] {
        let hashes = (0..<TilePlace.levels(size: size)).flatMap { TilePlace.all(.hashes(level: $0), size: size) }
        return scope == .whole ? hashes + TilePlace.all(.entries, size: size) : hashes
    }

    /// The tile with this number on a level; nil when there is none, or it is none.
    func place(_ content: TilePlace.Content, _ number: Int64) -> TilePlace {
        let first = number << Int64(TilePlace.height)
        let count =
            switch content {
            case .hashes(let level): size >> Int64(TilePlace.height * level)
            case .entries: size
            }
        return TilePlace(content, index: number, width: Int(min(Int64(TilePlace.fullWidth), count - first)))
    }

    func hashes(_ place: TilePlace) -> HashTile? {
        guard let bytes = read(place) else { return nil }
        return try? HashTile(parsing: bytes, width: place.width)  // told when the tiles were counted
    }

    /// - Throws: when it is there and does not hold entries.
    func entries(_ place: TilePlace) throws(ProofError) -> EntryTile? {
        guard let bytes = read(place) else { return nil }
        return try EntryTile(parsing: bytes, width: place.width)
    }

    private func read(_ place: TilePlace) -> [UInt8]? {
        guard files.has(place.path) else { return nil }
        return try? RegularFile.read(files.path(place.path), limit: 32 << 20)  // told as a file that cannot be read
    }
}
