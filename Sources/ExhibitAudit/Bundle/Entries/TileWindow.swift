import ExhibitProof

/// Values that lie in tiles, read in order with one tile in memory.
struct TileWindow<Value> {
    private let size: Int64
    private let load: (_ number: Int64) -> [Value]?
    private var number: Int64 = -1
    private var values: [Value]?

    init(size: Int64, load: @escaping (_ number: Int64) -> [Value]?) {
        self.size = size
        self.load = load
    }

    /// Nil beyond the end and where the tile is missing or cannot be read.
    mutating func value(_ index: Int64) -> Value? {
        guard index < size else { return nil }
        if index >> Int64(TilePlace.height) != number {
            number = index >> Int64(TilePlace.height)
            values = load(number)
        }
        return values?[Int(index & Int64(TilePlace.fullWidth - 1))]
    }
}
