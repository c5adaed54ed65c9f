package import ExhibitModel

/// What can be wrong with an entry itself.
package enum RecordError: Error, Sendable, Hashable, Reportable {
    case malformed(seq: Int64, String)
    case unknownType(seq: Int64, String)
    case tooLarge(EntryType, bytes: Int)
    /// A transition that the state table does not have: our bug, and recorded as such.
    case illegalTransition(run: String, from: String, entry: String)
    /// The same of a task.
    case illegalTaskTransition(task: String, from: String, event: String)

    package var report: Report {
        switch self {
        case .malformed(let seq, let reason): Report(.evidenceBroken, "entry \(seq) is not an entry: \(reason)")
        case .unknownType(let seq, let name): Report(.evidenceBroken, "entry \(seq) has the unknown type \(name)")
        case .tooLarge(let type, let bytes):
            Report(
                .entryTooLarge,
                "the entry \(type.rawValue) would have \(bytes) bytes, the limit is \(Entry.sizeLimit)"
            )
        case .illegalTransition(let run, let from, let entry):
            Report(.internalError, "run \(run) is \(from): \(entry) cannot follow")
        case .illegalTaskTransition(let task, let from, let event):
            Report(.internalError, "task \(task) is \(from): \(event) cannot follow")
        }
    }
}
