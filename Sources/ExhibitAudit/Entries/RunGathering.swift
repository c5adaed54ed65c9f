import ExhibitRecord

/// Brings the entries of each run together while all entries stream by, in bounded memory.
///
/// A run is complete at the entry that was hinted as its last one. When too many entries wait, they are let go and read
/// again when their run is complete.
struct RunGathering {
    private let lastEntry: [String: Int64]
    private let load: (Int64) throws -> Entry?
    private var waiting: [String: Waiting] = [:]
    private var seen: Set<String> = []
    private var held = 0
    private let limit: Int

    private struct Waiting {
        var indexes: [Int64] = []
        /// Nil once they were let go.
        var entries: [Entry]? = []
    }

    /// - Parameters:
    ///   - lastEntry: by run, the number of its last entry.
    ///   - limit: how many entries may wait in memory.
    ///   - load: reads an entry again.
    init(lastEntry: [String: Int64], limit: Int = 16_384, load: @escaping (Int64) throws -> Entry?) {
        self.lastEntry = lastEntry
        self.limit = limit
        self.load = load
    }

    /// The run's entries, when this was the last one.
    mutating func add(_ entry: Entry, at index: Int64) throws -> [Entry]? {
        guard let run = entry.run else { return nil }
        if waiting[run] == nil { seen.insert(run) }
        waiting[run, default: Waiting()].indexes.append(index)
        if waiting[run]?.entries != nil {
            waiting[run]?.entries?.append(entry)
            held += 1
        }
        if let last = lastEntry[run], index >= last { return try complete(run) }
        if held > limit { letGo() }
        return nil
    }

    /// The runs that entries were taken of.
    var runs: [String] { Array(seen) }

    /// Runs that were never complete: the hint was wrong.
    mutating func rest() throws -> [[Entry]] {
        try waiting.keys.sorted().compactMap { try complete($0) }
    }

    private mutating func complete(_ run: String) throws -> [Entry]? {
        guard let done = waiting.removeValue(forKey: run) else { return nil }
        if let entries = done.entries {
            held -= entries.count
            return entries
        }
        return try done.indexes.compactMap(load)
    }

    private mutating func letGo() {
        for run in waiting.keys { waiting[run]?.entries = nil }
        held = 0
    }
}
