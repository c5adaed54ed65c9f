import ExhibitJSON
import ExhibitRecord

/// What the entries say of dates from outside, gathered as they come.
struct DateGathering {
    /// All entries that record what an outside party has vouched for.
    private(set) var entries: [Entry] = []
    private(set) var book = AnchorBook()
    /// The newest entry that is no housekeeping; nil before there is one.
    private(set) var newest: Int64?
    /// By the entry that submitted a task.
    private var orderTags: [Int64: String] = [:]

    mutating func take(_ entry: Entry) {
        if !entry.type.isHousekeeping { newest = max(newest ?? 0, entry.seq) }
        if entry.type.isAnchor {
            entries.append(entry)
            book.take(entry)
        } else if let tag = DatingWindow.orderTag(entry) {
            orderTags[entry.seq] = tag
        }
    }

    func job(_ run: [Entry], uses: [Int64]?) -> RunJob {
        let intent = run.first { $0.type == .requestIntent }
        let orderTag = intent.flatMap(DatingWindow.order).flatMap { orderTags[$0] }
        return RunJob(entries: run, uses: uses, anchors: book, orderTag: orderTag)
    }
}
