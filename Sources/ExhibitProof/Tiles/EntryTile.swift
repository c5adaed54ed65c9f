/// The entries of one tile, each after its length as a big-endian 16-bit number (C2SP tlog-tiles, "Log Entries").
package struct EntryTile: Hashable, Sendable {
    package let entries: [[UInt8]]

    /// An entry that the format cannot frame is our bug: entries of a ledger are far shorter.
    package init(_ entries: [[UInt8]]) {
        precondition(entries.allSatisfy { $0.count <= Int(UInt16.max) }, "an entry has at most 65,535 bytes")
        self.entries = entries
    }

    /// - Throws: ``ProofError/malformedTile(_:)`` unless it is exactly `width` entries.
    package init(parsing bytes: [UInt8], width: Int) throws(ProofError) {
        var entries: [[UInt8]] = []
        var rest = bytes[...]
        while let high = rest.popFirst() {
            guard let low = rest.popFirst(), rest.count >= Int(high) << 8 | Int(low) else {
                throw .malformedTile("its entry \(entries.count + 1) breaks off")
            }
            let length = Int(high) << 8 | Int(low)
            entries.append(Array(rest.prefix(length)))
            rest.removeFirst(length)
            guard entries.count <= width else { break }
        }
        guard entries.count == width else {
            throw .malformedTile("it has \(entries.count < width ? "fewer" : "more") than \(width) entries")
        }
        self.entries = entries
    }

    package var bytes: [UInt8] {
        entries.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0 }
    }
}
