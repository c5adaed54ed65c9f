package import ExhibitModel

/// The nodes of a log's tree as its tiles hold them: every node lies in a tile or follows from one.
package enum TileTree {
    /// Which tile a complete node follows from.
    package static func place(level: Int, index: Int64, size: Int64) -> TilePlace {
        precondition((index + 1) << Int64(level) <= size, "the node's leaves are all in the log")
        let tileLevel = level / TilePlace.height
        let first = index << Int64(level % TilePlace.height)
        let number = first >> Int64(TilePlace.height)
        let count = size >> Int64(TilePlace.height * tileLevel)
        let width = Int(min(Int64(TilePlace.fullWidth), count - number << Int64(TilePlace.height)))
        return TilePlace(.hashes(level: tileLevel), index: number, width: width)
    }

    /// A complete node of the tree of `size` leaves, from the one tile that it follows from.
    package static func node<Failure: Error>(
        level: Int,
        index: Int64,
        size: Int64,
        tile: (TilePlace) throws(Failure) -> HashTile
    ) throws(Failure) -> Digest {
        let place = place(level: level, index: index, size: size)
        let height = level % TilePlace.height
        return try tile(place).node(height: height, index: Int(index - place.first >> Int64(height)))
    }

    /// The root over all leaves, from the last tile of each level.
    package static func root<Failure: Error>(
        size: Int64,
        tile: (TilePlace) throws(Failure) -> HashTile
    ) throws(Failure) -> Digest {
        try MerkleTree.root(size: size) { level, index throws(Failure) in
            try node(level: level, index: index, size: size, tile: tile)
        }
    }
}
