import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// Which entries a report is about, found by reading the ledger once.
///
/// Entries that cannot be read are left out here: the audit has found them.
struct ReportSelection {
    /// The chosen runs' entries in order, the runs ordered by when they began.
    private(set) var runs: [(run: String, entries: [Entry])] = []
    /// What stands outside of runs and says something about them: dates by others, what was erased.
    private(set) var others: [Entry] = []

    private static let kinds: Set<EntryType> = [
        .anchorRFC3161, .anchorCosign, .valueForgotten, .keyRotate, .ledgerRestored,
    ]
    private static let names = kinds.map { Array("\"type\":\"\($0.rawValue)\"".utf8) }

    /// - Throws: `run.not_found` for a run that is not there.
    init(_ reader: AuditReader, _ request: ReportRequest, limit: Int64) throws {
        let wanted = Set(try request.runs.map { try reader.find($0) })
        var places: [String: [Int64]] = [:]
        try reader.forEachEntry { index, bytes in
            guard index < limit else { return }
            if let run = RunHint.run(bytes) {
                if wanted.isEmpty || wanted.contains(run) || request.since != nil {
                    places[run, default: []].append(index)
                }
            } else if Self.isOfInterest(bytes) {
                if let entry = try? Entry(parsing: bytes, at: index) { others.append(entry) }  // see above
            }
        }
        for (run, indexes) in places {
            let named = indexes.compactMap { index in
                (try? reader.entry(index)) ?? nil  // see above
            }
            // A task names its run before there is one.
            let entries = named.filter { $0.run == run }
            guard let first = entries.first, Self.chooses(first, wanted, request) else { continue }
            runs.append((run, entries))
        }
        runs.sort { ($0.entries[0].at, $0.run) < ($1.entries[0].at, $1.run) }
    }

    private static func chooses(_ first: Entry, _ named: Set<String>, _ request: ReportRequest) -> Bool {
        if request.runs.isEmpty, request.since == nil { return true }
        if let since = request.since, first.at.description >= since { return true }
        return first.run.map(named.contains) ?? false
    }

    /// Canonical bytes end with the type and the version: few of a large ledger's entries are read as JSON.
    private static func isOfInterest(_ bytes: [UInt8]) -> Bool {
        let tail = bytes.suffix(48)
        return names.contains { name in
            tail.count >= name.count
                && tail.indices.dropLast(name.count - 1).contains { tail[$0...].starts(with: name) }
        }
    }
}
