/// What was erased for good, and what still may hold it.
package struct Forgotten: Sendable, Hashable {
    /// The entry that says so.
    package let entry: Int64
    /// Commitments whose values and salts are gone: the one that was named, and values that contain the same text.
    package var commitments: [String] = []
    /// Whether the bytes of a file were erased from the store.
    package var erasesBytes = false
    /// Runs whose folders were rendered again without it.
    package var runs: [String] = []
    /// A reader kept the write-ahead log open: what was erased may stand in it until the next command that writes.
    package var lingers = false
}
