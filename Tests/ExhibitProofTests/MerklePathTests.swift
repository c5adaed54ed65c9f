import ExhibitModel
import ExhibitProof
import Testing

/// Every path of every small tree, and what may not pass for one.
struct MerklePathTests {
    private static let tree = Result { try StoredTree(130) }

    private let tree: StoredTree
    private let stranger = MerkleTree.leaf([0])

    init() throws {
        tree = try Self.tree.get()
    }

    private func root(_ size: Int64) throws -> Digest {
        try MerkleTree.root(size: size, node: tree.node)
    }

    @Test(arguments: Int64(0)...130)
    func `every leaf is included, and with any other hash, leaf, place or root it is not`(size: Int64) throws {
        let root = try root(size)
        for index in 0..<size {
            let leaf = try tree.node(0, index)
            let path = try MerkleTree.inclusionPath(index: index, size: size, node: tree.node)
            func holds(_ leaf: Digest, _ index: Int64, _ path: [Digest], _ root: Digest) -> Bool {
                MerkleTree.verifyInclusion(leaf: leaf, index: index, size: size, path: path, root: root)
            }
            #expect(holds(leaf, index, path, root))
            #expect(!holds(stranger, index, path, root))
            #expect(!holds(leaf, index, path, stranger))
            #expect(!holds(leaf, index - 1, path, root))
            #expect(!holds(leaf, index + 1, path, root))
            for changed in mutations(of: path, bit: Int(size * 7 + index)) {
                #expect(!holds(leaf, index, changed, root))
            }
        }
    }

    @Test(arguments: Int64(0)...130)
    func `every older tree is a beginning, and with any other hash or root it is not`(size: Int64) throws {
        let new = try root(size)
        for older in 0...size {
            let old = try root(older)
            let path = try MerkleTree.consistencyPath(from: older, to: size, node: tree.node)
            func holds(_ old: Digest, _ new: Digest, _ path: [Digest]) -> Bool {
                MerkleTree.verifyConsistency(from: older, to: size, oldRoot: old, newRoot: new, path: path)
            }
            #expect(holds(old, new, path))
            #expect(!holds(stranger, new, path))
            // From nothing everything follows.
            #expect(!holds(old, stranger, path) || older == 0 && size > 0)
            #expect(!holds(new, old, path) || older == size || older == 0 && size == 0)
            for changed in mutations(of: path, bit: Int(size * 7 + older)) {
                #expect(!holds(old, new, changed))
            }
        }
    }

    @Test(arguments: Int64(1)...12)
    func `no single bit of a path may change`(size: Int64) throws {
        let newRoot = try root(size)
        for index in 0..<size {
            let path = try MerkleTree.inclusionPath(index: index, size: size, node: tree.node)
            let leaf = try tree.node(0, index)
            for changed in flips(of: path) {
                #expect(
                    !MerkleTree.verifyInclusion(leaf: leaf, index: index, size: size, path: changed, root: newRoot)
                )
            }
            let oldRoot = try root(index)
            let history = try MerkleTree.consistencyPath(from: index, to: size, node: tree.node)
            for changed in flips(of: history) {
                #expect(
                    !MerkleTree.verifyConsistency(
                        from: index,
                        to: size,
                        oldRoot: oldRoot,
                        newRoot: newRoot,
                        path: changed
                    )
                )
            }
        }
    }

    @Test(arguments: [(-1, 3), (3, 3), (4, 3), (0, 0), (0, -1), (.max, .max), (.min, .max)] as [(Int64, Int64)])
    func `an index outside the tree is not included`(index: Int64, size: Int64) {
        #expect(!MerkleTree.verifyInclusion(leaf: stranger, index: index, size: size, path: [], root: stranger))
    }

    @Test(arguments: [(-1, 3), (4, 3), (-2, -1), (.min, .max), (3, .max)] as [(Int64, Int64)])
    func `sizes that no log has are not consistent`(old: Int64, new: Int64) {
        #expect(!MerkleTree.verifyConsistency(from: old, to: new, oldRoot: stranger, newRoot: stranger, path: []))
    }

    /// One hash changed, missing, doubled or too many, or two of them swapped.
    private func mutations(of path: [Digest], bit: Int) -> [[Digest]] {
        var changed = [path + [stranger], [stranger] + path]
        for place in path.indices {
            var flipped = path
            flipped[place] = flip(path[place], bit % 256)
            var shorter = path
            shorter.remove(at: place)
            var doubled = path
            doubled.insert(path[place], at: place)
            changed += [flipped, shorter, doubled]
            guard place > 0 else { continue }
            var swapped = path
            swapped.swapAt(place, place - 1)
            changed.append(swapped)
        }
        return changed
    }

    private func flips(of path: [Digest]) -> [[Digest]] {
        path.indices.flatMap { place in
            (0..<256).map { bit in
                var changed = path
                changed[place] = flip(path[place], bit)
                return changed
            }
        }
    }

    private func flip(_ digest: Digest, _ bit: Int) -> Digest {
        var bytes = digest.bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return Digest(bytes)
    }
}
