package import ExhibitModel

/// A checkpoint as it was first signed, with the log's own signature only: what outside parties vouch for.
package struct SignedHead: Sendable, Hashable {
    package let size: Int64
    package let root: Digest
    package let note: [UInt8]
}
