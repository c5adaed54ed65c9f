package import ExhibitModel

extension MerkleTree {
    /// The hashes that show that the first `old` of `new` leaves are still those of the older tree (RFC 6962 §2.1.2).
    ///
    /// Empty from nothing and from the same size. An older tree that is larger is our bug.
    package static func consistencyPath<Failure: Error>(
        from old: Int64,
        to new: Int64,
        node stored: (_ level: Int, _ index: Int64) throws(Failure) -> Digest
    ) throws(Failure) -> [Digest] {
        precondition(old >= 0 && old <= new, "the older tree is not the larger one")
        guard old > 0 else { return [] }
        var range = 0..<new
        var path: [Digest] = []
        while range.upperBound != old {
            let middle = range.lowerBound + split(Int64(range.count))
            if old <= middle {
                path.append(try root(of: middle..<range.upperBound, node: stored))
                range = range.lowerBound..<middle
            } else {
                path.append(try root(of: range.lowerBound..<middle, node: stored))
                range = middle..<range.upperBound
            }
        }
        // What is left is the end of the older tree. If it is all of it, the verifier has its root already.
        if range.lowerBound > 0 { path.append(try root(of: range, node: stored)) }
        return path.reversed()
    }

    /// Whether the tree of `new` leaves under `newRoot` begins with the tree of `old` leaves under `oldRoot`
    /// (RFC 9162 §2.1.4.2).
    ///
    /// Any input is fine. From nothing everything follows, with an empty path; equal sizes need equal roots.
    package static func verifyConsistency(
        from old: Int64,
        to new: Int64,
        oldRoot: Digest,
        newRoot: Digest,
        path: [Digest]
    ) -> Bool {
        guard old >= 0, old <= new else { return false }
        if old == new { return path.isEmpty && oldRoot == newRoot }
        if old == 0 { return path.isEmpty && oldRoot == emptyRoot }
        // A tree of a power of two is one node of the newer tree, which the path therefore leaves out.
        var rest = (old.nonzeroBitCount == 1 ? [oldRoot] : []) + path
        guard !rest.isEmpty else { return false }
        let first = rest.removeFirst()
        var position = old - 1
        var last = new - 1
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        var oldHash = first
        var newHash = first
        for sibling in rest {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                oldHash = node(sibling, oldHash)
                newHash = node(sibling, newHash)
                while position & 1 == 0 && position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                newHash = node(newHash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot
    }
}
