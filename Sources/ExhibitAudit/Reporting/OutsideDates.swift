import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// The dates that others have put on heads of this ledger, as its entries tell them.
struct OutsideDates {
    struct Date {
        let entry: Int64
        /// How many entries the dated head covers.
        let size: Int64
        let time: String
        let by: String
        let kind: String
    }

    let dates: [Date]

    /// `findings` are the audit's: a date that does not hold is none.
    init(_ entries: [Entry], _ findings: [Finding]) {
        let broken = Set(findings.filter { $0.check == .anchor }.compactMap(\.entry))
        dates = entries.compactMap { entry in
            guard entry.type == .anchorRFC3161 || entry.type == .anchorCosign, !broken.contains(entry.seq),
                let size = entry.body["size"]?.int,
                let time = entry.body["gen_time"]?.string ?? Self.time(entry.body["time"])
            else { return nil }
            return Date(
                entry: entry.seq,
                size: Int64(size),
                time: time,
                by: entry.body["tsa"]?.string ?? entry.body["name"]?.string ?? "unknown",
                kind: entry.type == .anchorRFC3161 ? "time-stamp" : "cosignature"
            )
        }
    }

    /// The last date on a head that holds the intent and none of the outputs, and the first on one that holds them all.
    ///
    /// What dates the intent has to stand in the record before the request: a later look at an old head says nothing of it.
    func span(intent: Int64, request: Int64?, outputs: [Int64]) -> (from: String, to: String)? {
        guard let request, let first = outputs.min(), let last = outputs.max() else { return nil }
        let before = dates.filter { $0.size > intent && $0.size <= first && $0.entry < request }.map(\.time).max()
        let after = dates.filter { $0.size > last }.map(\.time).min()
        guard let before, let after, before <= after else { return nil }
        return (before, after)
    }

    var value: JSONValue {
        .array(
            dates.map { date in
                [
                    "kind": .string(date.kind), "by": .string(date.by), "time": .string(date.time),
                    "size": .number(JSONNumber(date.size)), "entry": .number(JSONNumber(date.entry)),
                ]
            }
        )
    }

    /// A cosignature's time is in seconds since 1970.
    private static func time(_ value: JSONValue?) -> String? {
        if let text = value?.string { return text }
        guard let seconds = value?.int, (0..<253_402_300_800).contains(seconds) else { return nil }
        return Timestamp(milliseconds: Int64(seconds) * 1000).description
    }
}
