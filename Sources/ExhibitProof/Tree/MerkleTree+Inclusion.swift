package import ExhibitModel

extension MerkleTree {
    /// The siblings on the way from leaf `index` to the root over `size` leaves (RFC 6962 §2.1.1).
    ///
    /// An index outside the tree is our bug.
    package static func inclusionPath<Failure: Error>(
        index: Int64,
        size: Int64,
        node stored: (_ level: Int, _ index: Int64) throws(Failure) -> Digest
    ) throws(Failure) -> [Digest] {
        precondition(index >= 0 && index < size, "the leaf is in the tree")
        var range = 0..<size
        var path: [Digest] = []
        while range.count > 1 {
            let middle = range.lowerBound + split(Int64(range.count))
            if index < middle {
                path.append(try root(of: middle..<range.upperBound, node: stored))
                range = range.lowerBound..<middle
            } else {
                path.append(try root(of: range.lowerBound..<middle, node: stored))
                range = middle..<range.upperBound
            }
        }
        return path.reversed()
    }

    /// Whether `leaf` is number `index` of the tree of `size` leaves under `root` (RFC 9162 §2.1.3.2).
    ///
    /// Any input is fine; numbers that fit no tree are just not included.
    package static func verifyInclusion(
        leaf: Digest,
        index: Int64,
        size: Int64,
        path: [Digest],
        root: Digest
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var position = index
        var last = size - 1
        var hash = leaf
        for sibling in path {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                hash = node(sibling, hash)
                // A last node without a sibling moves up until it has one.
                while position & 1 == 0 && position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = node(hash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }
}
