/// A row of the table `anchor` as it stands, nothing checked.
package struct AnchorRow: Sendable, Hashable {
    /// The number of the entry that it belongs to.
    package let id: Int64
    package let size: Int64
    package let kind: String
    /// DER, or a cosignature's line.
    package let proof: [UInt8]
}
