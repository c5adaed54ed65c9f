import ExhibitRecord

/// One run to be checked, with what only the whole ledger knows of it.
struct RunJob: Sendable {
    let entries: [Entry]
    /// The entries with which runs first recorded the bytes of this run's first output; nil when other runs are unknown.
    let uses: [Int64]?
    /// What outside parties have vouched for, up to the run's last entry at least.
    let anchors: AnchorBook
    /// The `request_tag` of the order that the intent names.
    let orderTag: String?
}

/// A piece of what is checked beside the reading of entries.
enum RunWork: Sendable {
    case run(RunJob)
    /// An entry that belongs to no run.
    case outside(Entry)
}
