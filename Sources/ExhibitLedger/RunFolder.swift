import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Writes a run's folder as the record renders it: each file by temporary name and rename.
///
/// Not synced: what a crash tears is rendered again.
enum RunFolder {
    /// Returns the folder, nil when the run has none or its path was erased.
    static func write(_ run: RunReplay, _ queries: Queries) throws(FileFault) -> String? {
        guard let folder = path(run.intent, queries) else { return nil }
        try RegularFile.makeFolder(folder)
        for file in RunDirectory.files(run, queries.source()) {
            try RegularFile.replace("\(folder)/\(file.name)", with: file.bytes, durable: false)
        }
        return folder
    }

    /// Renders the folder again where it stands; one that was moved away stays away.
    static func refresh(_ run: RunReplay, _ queries: Queries) throws(FileFault) {
        guard let folder = path(run.intent, queries), RegularFile.facts(folder)?.isFolder == true else { return }
        _ = try write(run, queries)
    }

    /// Renders the folder again if a file of it is missing or empty.
    ///
    /// Not when the folder that holds all runs' is gone, too: then the user moved them, or the disk is not there.
    static func restore(_ run: String, _ queries: Queries) throws {
        guard let intent = try queries.firstEntry(of: run), let folder = path(intent.body, queries),
            RegularFile.facts(RegularFile.folder(of: folder))?.isFolder == true, !isWhole(folder),
            let replay = try queries.replay(run)
        else { return }
        _ = try write(replay, queries)
    }

    private static func path(_ intent: JSONObject, _ queries: Queries) -> String? {
        intent["run_dir_commit"]?.string.flatMap(queries.privateValue)
    }

    private static func isWhole(_ folder: String) -> Bool {
        RunDirectory.names.allSatisfy { name in RegularFile.facts("\(folder)/\(name)").map { $0.bytes > 0 } ?? false }
    }
}
