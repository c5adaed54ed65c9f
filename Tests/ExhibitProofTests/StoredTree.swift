import ExhibitModel
import ExhibitProof

/// A tree in memory, grown the way a ledger grows its table of nodes.
struct StoredTree: Sendable {
    struct Missing: Error, Hashable {
        let level: Int
        let index: Int64
    }

    private var levels: [[Digest]] = []
    private(set) var size: Int64 = 0

    init(_ size: Int64) throws {
        for index in 0..<size { try append(MerkleTree.leaf(GoldenLog.entry(index))) }
    }

    mutating func append(_ leaf: Digest) throws {
        for made in try MerkleTree.nodes(appending: leaf, at: size, node: node) {
            if made.level == levels.count { levels.append([]) }
            guard made.index == levels[made.level].count else { throw Missing(level: made.level, index: made.index) }
            levels[made.level].append(made.hash)
        }
        size += 1
    }

    func node(_ level: Int, _ index: Int64) throws(Missing) -> Digest {
        guard level < levels.count, index >= 0, index < levels[level].count else {
            throw Missing(level: level, index: index)
        }
        return levels[level][Int(index)]
    }
}
