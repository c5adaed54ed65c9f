import ExhibitModel
import ExhibitProof
import Testing

struct TileTests {
    @Test(arguments: [
        (Int64(0), "000"), (67, "067"), (999, "999"), (1000, "x001/000"), (1_234_067, "x001/x234/067"),
        (1_000_000_000, "x001/x000/x000/000"),
    ])
    func `a tile's number is written three digits at a time`(index: Int64, text: String) {
        #expect(TilePlace(.hashes(level: 2), index: index, width: 256).path == "tile/2/\(text)")
        #expect(TilePlace(.hashes(level: 0), index: index, width: 7).path == "tile/0/\(text).p/7")
        #expect(TilePlace(.entries, index: index, width: 256).path == "tile/entries/\(text)")
    }

    @Test(arguments: [
        (Int64(0), ""),
        (1, "tile/0/000.p/1"),
        (255, "tile/0/000.p/255"),
        (256, "tile/0/000 tile/1/000.p/1"),
        (300, "tile/0/000 tile/0/001.p/44 tile/1/000.p/1"),
        (512, "tile/0/000 tile/0/001 tile/1/000.p/2"),
    ])
    func `a log has the tiles that its size gives it`(size: Int64, paths: String) {
        let found = (0..<TilePlace.levels(size: size)).flatMap { TilePlace.all(.hashes(level: $0), size: size) }
        #expect(found.map(\.path).joined(separator: " ") == paths)
    }

    @Test func `a million entries have three levels of tiles`() {
        #expect(TilePlace.levels(size: 1_000_000) == 3)
        #expect(TilePlace.all(.entries, size: 1_000_000).count == 3907)
        #expect(TilePlace.all(.entries, size: 1_000_000).last?.path == "tile/entries/x003/906.p/64")
        #expect(TilePlace.all(.hashes(level: 1), size: 1_000_000).last?.path == "tile/1/015.p/66")
        #expect(TilePlace.all(.hashes(level: 2), size: 1_000_000).map(\.path) == ["tile/2/000.p/15"])
    }

    @Test func `our tiles of the golden log are the golden ones`() throws {
        let tree = try StoredTree(300)
        for level in 0..<TilePlace.levels(size: 300) {
            for place in TilePlace.all(.hashes(level: level), size: 300) {
                let hashes = try (0..<place.width).map { try tree.node(8 * level, place.first + Int64($0)) }
                #expect(HashTile(hashes).bytes == (try GoldenLog.file(place.path)), "\(place.path)")
            }
        }
        for place in TilePlace.all(.entries, size: 300) {
            let entries = (0..<place.width).map { GoldenLog.entry(place.first + Int64($0)) }
            #expect(EntryTile(entries).bytes == (try GoldenLog.file(place.path)), "\(place.path)")
            #expect(try EntryTile(parsing: GoldenLog.file(place.path), width: place.width).entries == entries)
        }
    }

    private func golden(_ place: TilePlace) throws -> HashTile {
        try HashTile(parsing: GoldenLog.file(place.path), width: place.width)
    }

    @Test func `every node of the golden log follows from its tiles, and so do root and proofs`() throws {
        let tree = try StoredTree(300)
        for level in 0..<9 {
            for index in 0..<(Int64(300) >> Int64(level)) {
                let node = try TileTree.node(level: level, index: index, size: 300, tile: golden)
                #expect(node == (try tree.node(level, index)), "\(level)/\(index)")
            }
        }
        let log = try GoldenLog.shared.get()
        #expect(try TileTree.root(size: 300, tile: golden) == log.roots[300])
        for proof in log.inclusions where proof.second == 300 {
            let path = try MerkleTree.inclusionPath(index: proof.first, size: 300) { level, index in
                try TileTree.node(level: level, index: index, size: 300, tile: golden)
            }
            #expect(path == proof.path)
        }
    }

    @Test(arguments: Array(Int64(0)...600) + [1023, 1024, 65_535, 65_536, 65_537, 70_000])
    func `the root from tiles is the root from leaves, at every size`(size: Int64) throws {
        var frontier = MerkleFrontier()
        var levels: [[Digest]] = []
        for index in 0..<size {
            var row = MerkleTree.leaf(GoldenLog.entry(index % 7))
            frontier.append(leaf: row)
            var level = 0
            while true {
                if level == levels.count { levels.append([]) }
                levels[level].append(row)
                guard levels[level].count.isMultiple(of: 256) else { break }
                row = HashTile(levels[level].suffix(256)).node(height: 8, index: 0)
                level += 1
            }
        }
        let root = try TileTree.root(size: size) { place in
            guard case .hashes(let level) = place.content else { throw StoredTree.Missing(level: -1, index: 0) }
            #expect(place.width <= 256 && place.width > 0)
            return HashTile(Array(levels[level][Int(place.first)..<(Int(place.first) + place.width)]))
        }
        #expect(root == frontier.root)
    }

    @Test(arguments: [Int64(0), 1, 255, 256, 257, 300, 511, 512, 65_535, 65_536, 65_793])
    func `levels that are computed leaf by leaf have the tiles and the root of the tree`(size: Int64) throws {
        var frontier = MerkleFrontier()
        var index: Int64 = 0
        let levels = try #require(
            TileLevels(size: size) {
                let leaf = MerkleTree.leaf(GoldenLog.entry(index))
                index += 1
                frontier.append(leaf: leaf)
                return leaf
            }
        )
        #expect(levels.root == frontier.root)
        guard size == 300 else { return }
        let place = TilePlace(.hashes(level: 1), index: 0, width: 1)
        #expect(levels.tile(1, place) == (try golden(place)))
    }

    @Test func `levels of a log need all of its leaves`() {
        var left = 299
        let levels = TileLevels(size: 300) {
            left -= 1
            return left < 0 ? nil : MerkleTree.emptyRoot
        }
        #expect(levels == nil)
    }

    @Test func `a full tile has a root, and a growing one has none`() throws {
        let full = try golden(TilePlace(.hashes(level: 0), index: 0, width: 256))
        #expect(full.root == (try GoldenLog.shared.get().roots[256]))
        #expect(try golden(TilePlace(.hashes(level: 0), index: 1, width: 44)).root == nil)
    }

    @Test func `a tile of another length than its name says is refused`() throws {
        let bytes = try GoldenLog.file("tile/0/001.p/44")
        for count in [0, 31, 44 * 32 - 1] {
            #expect(throws: ProofError.self) { try HashTile(parsing: Array(bytes.prefix(count)), width: 44) }
        }
        #expect(throws: ProofError.malformedTile("it has 1408 bytes; 43 hashes have 1376")) {
            try HashTile(parsing: bytes, width: 43)
        }
        let entries = try GoldenLog.file("tile/entries/001.p/44")
        #expect(throws: ProofError.malformedTile("it has fewer than 45 entries")) {
            try EntryTile(parsing: entries, width: 45)
        }
        #expect(throws: ProofError.malformedTile("it has more than 43 entries")) {
            try EntryTile(parsing: entries, width: 43)
        }
        #expect(throws: ProofError.malformedTile("its entry 44 breaks off")) {
            try EntryTile(parsing: entries.dropLast(), width: 44)
        }
        #expect(throws: ProofError.malformedTile("its entry 1 breaks off")) { try EntryTile(parsing: [0], width: 1) }
    }
}
