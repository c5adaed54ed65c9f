import ExhibitLedger
import ExhibitModel
import ExhibitProof
import ExhibitRecord

/// The entries of a whole ledger's bundle, in order: each is looked up in every copy, and the one that was signed is given.
struct BundleEntries {
    private let tiles: BundleTiles
    private let signed: SignedLeaves
    private let differences = CopyDifferences()
    private var hashes: TileWindow<Digest>
    private var framed: TileWindow<[UInt8]>
    private var lines: Lines?
    private var index: Int64 = 0

    /// `lines` is the file of lines, nil when the bundle has none.
    init(_ tiles: BundleTiles, _ signed: SignedLeaves, lines: String?) {
        self.tiles = tiles
        self.signed = signed
        self.lines = lines.map(Lines.init)
        hashes = SignedLeaves.window(tiles)
        let differences = differences
        framed = TileWindow(size: tiles.size) { number in
            let place = tiles.place(.entries, number)
            do throws(ProofError) {
                return try tiles.entries(place)?.entries
            } catch {
                differences.broken.append((place.path, error.report.message))
                return nil
            }
        }
    }

    /// The next entry; nil when no copy goes on.
    mutating func next() -> [UInt8]? {
        let hash = hashes.value(index)
        let fromTile = framed.value(index)
        let fromLine = nextLine()
        guard fromTile != nil || fromLine != nil else { return nil }
        defer { index += 1 }
        let tileLeaf = fromTile.map(MerkleTree.leaf)
        let lineLeaf = fromLine == fromTile ? tileLeaf : fromLine.map(MerkleTree.leaf)
        let truth =
            switch signed.copy {
            case .hashTiles: hash
            case .entryTiles: tileLeaf
            case .lines: lineLeaf
            case nil: tileLeaf ?? lineLeaf
            }
        let isSigned = signed.copy != nil
        if let hash, hash != truth { differences.add(.hashTiles, index, isSigned) }
        if let tileLeaf, tileLeaf != truth { differences.add(.entryTiles, index, isSigned) }
        if let lineLeaf, lineLeaf != truth { differences.add(.lines, index, isSigned) }
        if let fromTile, tileLeaf == truth || lineLeaf != truth { return fromTile }
        return fromLine
    }

    private mutating func nextLine() -> [UInt8]? {
        guard lines != nil else { return nil }
        do {
            if let line = try lines?.next() { return line }
            if index < tiles.size { differences.lineCount = index }
        } catch {
            differences.linesBreakOff = true
        }
        lines = nil
        return nil
    }

    /// What was seen of copies that differ.
    func finish(_ report: inout AuditReport) { differences.tell(tiles, entries: index, &report) }
}
