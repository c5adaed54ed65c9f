import ExhibitJSON
import ExhibitModel
import ExhibitRecord

/// Writes a run's folder as the record renders it: each file by temporary name and rename.
///
/// Not synced: what a crash tears is rendered again.
enum RunFolder {
    /// Returns the folder, nil when the run has none or its path was erased.
    static func write(_ run: RunReplay, _ queries: Queries) throws(FileFault) -> String? {
        guard let folder = run.intent["run_dir_commit"]?.string.flatMap(queries.privateValue) else { return nil }
        try RegularFile.makeFolder(folder)
        for file in RunDirectory.files(run, queries.source()) {
            try RegularFile.replace("\(folder)/\(file.name)", with: file.bytes, durable: false)
        }
        return folder
    }
}
