import ExhibitModel
import ExhibitProof

/// Recomputes every node of the stored tree while the entries stream by.
///
/// Each node is compared with the hash of its stored children, so that a change is found once, at the entry or node where
/// it is, and not again in everything above. If nothing is found, the stored roots are the roots of the entries.
struct TreeCheck {
    private let stored: any StoredNodes
    private var levels: [NodeColumn] = []
    /// The newest complete node of each level, as stored: the peaks are among them.
    private var newest: [Digest] = []
    private(set) var size: Int64 = 0
    private(set) var nodes: Int64 = 0
    private var wanted: Set<Int64>
    private(set) var roots: [Int64: Digest] = [0: MerkleTree.emptyRoot]

    /// `wanted` are the sizes whose roots will be asked for.
    init(_ stored: any StoredNodes, wanted: Set<Int64>) {
        self.stored = stored
        self.wanted = wanted
    }

    mutating func append(_ entry: [UInt8], _ report: inout AuditReport) throws {
        try append(leaf: MerkleTree.leaf(entry), &report)
    }

    /// Steps over an entry that is not there: its hash is taken from the tree, so that what follows can be compared.
    mutating func appendMissing(_ report: inout AuditReport) throws {
        try append(leaf: nil, &report)
    }

    private mutating func append(leaf: Digest?, _ report: inout AuditReport) throws {
        let index = size
        var expected = leaf
        var level = 0
        var position = index
        while true {
            let stored = try take(level, position)
            if stored != expected, leaf != nil || level > 0 || stored == nil {
                report.add(finding(level, position, stored))
            }
            let hash = stored ?? expected ?? MerkleTree.emptyRoot
            let left = newest.indices.contains(level) ? newest[level] : hash
            if newest.indices.contains(level) { newest[level] = hash } else { newest.append(hash) }
            guard position & 1 == 1 else { break }
            expected = MerkleTree.node(left, hash)
            level += 1
            position >>= 1
        }
        size += 1
        if wanted.contains(size) { roots[size] = root }
    }

    /// The root over what was appended so far.
    var root: Digest {
        MerkleTree.root(size: size) { level, _ in newest[level] }
    }

    /// Nodes of which no entry is the cause.
    mutating func finish(_ report: inout AuditReport) throws {
        let count = try stored.nodeCount()
        guard count > nodes else { return }
        report.add(Finding(.tree, "the tree has \(count - nodes) nodes that no entry accounts for"))
    }

    private mutating func take(_ level: Int, _ position: Int64) throws -> Digest? {
        while levels.count <= level { levels.append(NodeColumn(level: levels.count)) }
        let node = try levels[level].take(position, stored)
        if node != nil { nodes += 1 }
        return node
    }

    private func finding(_ level: Int, _ position: Int64, _ stored: Digest?) -> Finding {
        guard stored != nil else {
            return Finding(
                .tree,
                "node \(level)/\(position) of the tree is missing",
                entry: level == 0 ? position : nil
            )
        }
        if level == 0 {
            return Finding(
                .tree,
                "entry \(position) was changed, or its leaf in the tree: its bytes do not have the hash that is kept there",
                entry: position
            )
        }
        return Finding(.tree, "node \(level)/\(position) of the tree is not the hash of what is below it")
    }
}
