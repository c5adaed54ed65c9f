import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Every entry belongs to a session that was announced, and a session that closed says how many entries it had.
struct SessionCheck {
    private let isPartial: Bool
    private(set) var open: [Int64: Session] = [:]
    private var closed: Set<Int64> = []
    /// Entries that could not be read: what they were is not known, and what depends on it is no finding of its own.
    private var unreadable: [Int64] = []
    private(set) var count = 0

    struct Session {
        let id: String
        var counts: [String: Int]
    }

    init(isPartial: Bool) {
        self.isPartial = isPartial
    }

    mutating func skip(unreadable index: Int64) { unreadable.append(index) }

    mutating func take(_ entry: Entry, at index: Int64) -> [Finding] {
        if entry.type == .ledgerInit {
            var findings: [Finding] = []
            if index != 0 {
                findings.append(
                    Finding(.session, "entry \(index) begins a ledger in the middle of one", at: Place(entry))
                )
            }
            if entry.session != nil {
                findings.append(Finding(.session, "entry \(index) begins a ledger inside a session", at: Place(entry)))
            }
            return findings
        }
        if index == 0 { return [Finding(.session, "the ledger does not begin with ledger.init", at: Place(entry))] }
        guard let number = entry.session else {
            return [Finding(.session, "entry \(index) belongs to no session", at: Place(entry))]
        }
        if entry.type == .sessionOpen { return opened(entry, number, at: index) }
        guard open[number] != nil else {
            guard !unreadable.contains(number) else { return [] }
            let reason =
                closed.contains(number)
                ? "comes after the end of its session \(number)"
                : "belongs to session \(number), which was never opened"
            return [Finding(.session, "entry \(index) \(reason)", at: Place(entry))]
        }
        if entry.type == .sessionClose { return closedBy(entry, number) }
        open[number]?.counts[entry.type.rawValue, default: 0] += 1
        return []
    }

    private mutating func opened(_ entry: Entry, _ number: Int64, at index: Int64) -> [Finding] {
        count += 1
        open[index] = Session(id: entry.body["session"]?.string ?? "", counts: [entry.type.rawValue: 1])
        var findings: [Finding] = []
        if number != index {
            findings.append(
                Finding(.session, "session.open \(index) says that it belongs to session \(number)", at: Place(entry))
            )
        }
        let format = entry.body["format"]?.int
        if format != EntryType.format {
            findings.append(
                Finding(
                    .session,
                    "session \(index) has the entry format \(format.map(String.init) ?? "none"), not \(EntryType.format)",
                    at: Place(entry)
                )
            )
        }
        return findings
    }

    private mutating func closedBy(_ entry: Entry, _ number: Int64) -> [Finding] {
        guard let session = open.removeValue(forKey: number) else { return [] }
        closed.insert(number)
        guard !isPartial, entry.body["recovered"]?.bool != true else { return [] }
        var told: [String: Int] = [:]
        for (name, value) in entry.body["counts"]?.object?.members ?? [] { told[name] = value.int }
        let total = session.counts.values.reduce(1, +)
        guard told == session.counts, entry.body["entries"]?.int == total else {
            // Those that could not be read since were this session's or another's.
            guard unreadable.last.map({ $0 < number }) ?? true else { return [] }
            return [
                Finding(
                    .session,
                    "session \(number) says at its end that it has \(entry.body["entries"]?.int ?? 0) entries; it has \(total), or others",
                    at: Place(entry)
                )
            ]
        }
        return []
    }
}
