/// How the tasks of a manifest are written, and what follows from it (parity A13, D8).
package enum ManifestForm: String, Sendable, Hashable, CaseIterable {
    /// A JSON array of items.
    case array
    /// One JSON object on a line; a single object is a single item.
    case jsonLines = "jsonl"
    /// RFC 4180, with the keys in the first row.
    case csv
    /// Source D's `{"tasks":[…]}`, of its batches and its queues.
    case tasks

    /// The form that a file name's ending names; nil where the content has to tell.
    package init?(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "csv": self = .csv
        case "jsonl", "ndjson": self = .jsonLines
        default: return nil
        }
    }

    /// Whether the texts of an item are templates.
    package var isTemplated: Bool { self != .tasks }

    /// Whether tasks go on after one failed, unless the command line says otherwise.
    package var continuesOnError: Bool { self == .tasks }

    /// How many tasks run at a time, unless the file or the command line says otherwise.
    package var defaultWorkers: Int { self == .tasks ? 4 : 1 }
}
