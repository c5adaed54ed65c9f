import ExhibitModel
import ExhibitProof

/// The nodes that one transaction completed last, by level: appending many entries does not read back what it has just
/// written.
///
/// Lives no longer than its transaction; nothing of the tree is kept between them.
struct TreeEdge {
    private var newest: [(index: Int64, hash: Digest)?] = []

    func node(_ level: Int, _ index: Int64) -> Digest? {
        guard level < newest.count, let node = newest[level], node.index == index else { return nil }
        return node.hash
    }

    mutating func put(_ level: Int, _ index: Int64, _ hash: Digest) {
        while newest.count <= level { newest.append(nil) }
        newest[level] = (index, hash)
    }
}
