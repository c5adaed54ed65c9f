import ExhibitLedger
import ExhibitModel
import ExhibitQueue

/// The batch that a command works on: newly submitted, or an earlier one that it goes on with.
struct OpenBatch: Sendable {
    let id: String
    /// Of its files.
    let folder: String
    let limits: BatchLimits
    /// The tasks that the command is about, in the order of the manifest.
    let tasks: [String]
    var change: BatchChange?
    let notes: [Note]

    var target: TaskTarget { .batch(id) }
}

/// How a manifest differs from the batch that it is gone on with, by the items' names.
struct BatchChange: Sendable, Hashable {
    var kept = 0
    /// Of those kept, which were put back in line.
    var retried: [String] = []
    var added: [String] = []
    var changed: [String] = []
    var removed: [String] = []

    /// For people; nil when the manifest is as it was.
    var note: Note? {
        let parts = [("added", added), ("changed", changed), ("removed", removed)].compactMap { word, names in
            names.isEmpty
                ? nil
                : "\(names.count) \(word) (\(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? ", …" : ""))"
        }
        guard !parts.isEmpty else { return nil }
        return Note("manifest.changed", "the manifest is not as it was: \(parts.joined(separator: "; "))")
    }
}
