import ExhibitRecord

/// One run to be checked, with what only the whole ledger knows of it.
struct RunJob: Sendable {
    let entries: [Entry]
    /// The entries with which runs first recorded the bytes of this run's first output; nil when other runs are unknown.
    let uses: [Int64]?
}
