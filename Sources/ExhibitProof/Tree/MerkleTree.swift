import ExhibitCrypto
package import ExhibitModel

/// The tree of RFC 6962 over SHA-256, computed from its complete nodes.
///
/// A node (level, index) is the root of the 2^level leaves from index · 2^level on. Only nodes whose leaves all exist are
/// ever asked for; where they are stored is the caller's business, and whatever its `node` throws comes out unchanged.
package enum MerkleTree {
    package static let emptyRoot = SHA256.hash([])

    package static func leaf(_ entry: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(byte: 0)
        hash.update(entry)
        return hash.finish()
    }

    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        var hash = SHA256()
        hash.update(byte: 1)
        hash.update(left.bytes)
        hash.update(right.bytes)
        return hash.finish()
    }

    /// Every node that becomes complete when `leaf` is appended as number `index`: the leaf itself, then upwards.
    package static func nodes<Failure: Error>(
        appending leaf: Digest,
        at index: Int64,
        node stored: (_ level: Int, _ index: Int64) throws(Failure) -> Digest
    ) throws(Failure) -> [(level: Int, index: Int64, hash: Digest)] {
        precondition(index >= 0, "a leaf's index is not negative")
        var level = 0
        var position = index
        var hash = leaf
        var completed = [(level: level, index: position, hash: hash)]
        while position & 1 == 1 {
            hash = node(try stored(level, position - 1), hash)
            level += 1
            position >>= 1
            completed.append((level: level, index: position, hash: hash))
        }
        return completed
    }

    /// The root over the first `size` leaves.
    package static func root<Failure: Error>(
        size: Int64,
        node stored: (_ level: Int, _ index: Int64) throws(Failure) -> Digest
    ) throws(Failure) -> Digest {
        precondition(size >= 0, "a size is not negative")
        return try root(of: 0..<size, node: stored)
    }

    /// The root over a range of leaves; its lower bound must be a multiple of the power of two that its count fits in.
    static func root<Failure: Error>(
        of range: Range<Int64>,
        node stored: (_ level: Int, _ index: Int64) throws(Failure) -> Digest
    ) throws(Failure) -> Digest {
        var folded: Digest?
        for level in 0..<63 where Int64(range.count) >> Int64(level) & 1 == 1 {
            let peak = try stored(level, range.upperBound >> Int64(level) - 1)
            folded = folded.map { node(peak, $0) } ?? peak
        }
        return folded ?? emptyRoot
    }

    /// The largest power of two below `count`, where RFC 6962 splits; `count` is at least 2.
    static func split(_ count: Int64) -> Int64 {
        1 << Int64(63 - (count - 1).leadingZeroBitCount)
    }
}
