import ExhibitModel
import ExhibitQueue
import ExhibitRecord
import ExhibitRun

/// Where the files of a batch go: `<out-dir>/_batches/<name>-<utc time>-<short id>`, beside the runs' own (parity D8).
enum BatchFolder {
    static func path(
        _ options: BatchOptions,
        _ batch: ULID,
        _ name: String,
        _ items: [BatchItem],
        _ environment: Environment
    )
        -> String
    {
        if let folder = options.batchFolder { return environment.absolute(folder) }
        let stem = RunDirectory.stem(task: name, at: environment.now(), run: batch.description)
        return "\(outFolder(options, items, environment))/_batches/\(stem)"
    }

    /// Of the command line, else where the first item goes.
    private static func outFolder(_ options: BatchOptions, _ items: [BatchItem], _ environment: Environment) -> String {
        if let folder = options.defaults[text: "out-dir"] { return environment.absolute(folder) }
        let deliveries = items.compactMap(\.facts?.delivery)
        return (deliveries.first { $0.exactPath == nil } ?? deliveries.first)?.folder
            ?? environment.absolute("tmp/" + Mode.generation.folder)
    }
}
