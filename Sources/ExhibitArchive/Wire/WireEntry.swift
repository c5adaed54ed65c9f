package import ExhibitModel

/// The entry that recorded a message.
package struct WireEntry: Sendable, Hashable {
    package let seq: Int64
    /// Of the entry in the tree.
    package let leaf: Digest
    /// RFC 3339.
    package let date: String

    package init(seq: Int64, leaf: Digest, date: String) {
        self.seq = seq
        self.leaf = leaf
        self.date = date
    }
}
