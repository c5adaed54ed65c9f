import ExhibitRecord

/// Where in the ledger something was named.
struct Place: Sendable, Hashable {
    let entry: Int64?
    let run: String?
    let task: String?

    init(_ entry: Entry) {
        self.entry = entry.seq
        run = entry.run
        task = entry.task
    }
}
