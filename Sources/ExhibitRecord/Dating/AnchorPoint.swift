import ExhibitJSON
package import ExhibitModel

/// What an outside party has vouched for, as the entry says that recorded it: the tree's first `size` entries existed by
/// `time`.
package struct AnchorPoint: Sendable, Hashable {
    /// The entry that recorded it; it was recorded only after it was verified.
    package let entry: Int64
    package let size: Int64
    /// The party's own time, not this machine's.
    package let time: Timestamp

    /// Nil for an entry of another type, and for one that lacks what it needs.
    package init?(_ entry: Entry) {
        guard let size = entry.body["size"]?.int, let time = Self.time(entry) else { return nil }
        self.entry = entry.seq
        self.size = Int64(size)
        self.time = time
    }

    private static func time(_ entry: Entry) -> Timestamp? {
        switch entry.type {
        case .anchorRFC3161: entry.body["gen_time"]?.string.flatMap { Timestamp(rfc3339: $0) }
        // A cosignature's time is in whole seconds since 1970.
        case .anchorCosign: entry.body["time"]?.int.map { Timestamp(milliseconds: Int64($0) * 1000) }
        default: nil
        }
    }
}
