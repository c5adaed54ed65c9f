package import ExhibitModel

/// The last head of a log that a witness signed.
package struct WitnessedHead: Hashable, Sendable {
    package let size: Int64
    package let root: Digest

    package init(size: Int64, root: Digest) {
        self.size = size
        self.root = root
    }

    /// What every log begins from.
    package static let nothing = WitnessedHead(size: 0, root: MerkleTree.emptyRoot)
}
