package import ExhibitModel

/// A growing tree of which only the peaks are kept: what re-hashing a whole ledger needs, in no more than 63 digests.
package struct MerkleFrontier: Hashable, Sendable {
    package private(set) var size: Int64 = 0
    /// Roots of the complete subtrees, largest first: one per bit of `size`.
    private var peaks: [Digest] = []

    package init() {}

    package mutating func append(leaf: Digest) {
        var hash = leaf
        var position = size
        while position & 1 == 1, let left = peaks.popLast() {
            hash = MerkleTree.node(left, hash)
            position >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    /// The root over all leaves so far.
    package var root: Digest {
        guard let last = peaks.last else { return MerkleTree.emptyRoot }
        return peaks.dropLast().reversed().reduce(last) { MerkleTree.node($1, $0) }
    }
}
