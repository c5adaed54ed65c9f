package import ExhibitModel

/// The hashes of one tile: nodes of one level of the tree, next to each other.
package struct HashTile: Hashable, Sendable {
    package let hashes: [Digest]

    package init(_ hashes: some Sequence<Digest>) {
        self.hashes = Array(hashes)
    }

    /// - Throws: ``ProofError/malformedTile(_:)`` when the file does not hold as many hashes as its name says.
    package init(parsing bytes: [UInt8], width: Int) throws(ProofError) {
        guard bytes.count == 32 * width else {
            throw .malformedTile("it has \(bytes.count) bytes; \(width) hashes have \(32 * width)")
        }
        hashes = stride(from: 0, to: bytes.count, by: 32).map { Digest(Array(bytes[$0..<($0 + 32)])) }
    }

    package var bytes: [UInt8] { hashes.flatMap(\.bytes) }

    /// The root of the `2^height` hashes from number `index · 2^height` of this tile on.
    package func node(height: Int, index: Int) -> Digest {
        var row = Array(hashes[(index << height)..<((index + 1) << height)])
        while row.count > 1 {
            row = stride(from: 0, to: row.count, by: 2).map { MerkleTree.node(row[$0], row[$0 + 1]) }
        }
        return row[0]
    }

    /// What stands for a full tile in the level above; nil while it grows.
    package var root: Digest? {
        hashes.count == TilePlace.fullWidth ? node(height: TilePlace.height, index: 0) : nil
    }
}
