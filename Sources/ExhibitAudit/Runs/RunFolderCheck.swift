import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// Compares a run's folder with the record rendered anew.
struct RunFolderCheck {
    private let reader: AuditReader
    private let scan: SecretScan
    private let isQuick: Bool
    private static let sizeLimit = 16 << 20

    init(_ reader: AuditReader, _ scan: SecretScan, isQuick: Bool) {
        self.reader = reader
        self.scan = scan
        self.isQuick = isQuick
    }

    func check(_ run: RunReplay, _ tally: inout RunTally) throws {
        guard run.state.isEnded || run.state == .retryWait, let commit = run.intent["run_dir_commit"]?.string,
            let folder = try reader.privateValue(commit)
        else { return }
        let place = Place(run.entries.last ?? run.intentEntry)
        guard RegularFile.facts(folder)?.isFolder == true else {
            tally.counts[.runFoldersAway] += 1
            return
        }
        // Rendering every run is most of an audit's work.
        guard !isQuick else {
            tally.counts[.runFoldersUnread] += 1
            return
        }
        tally.counts[.runFolders] += 1
        // A folder would be blamed for what it rests on, when that is what changed.
        let isComparable = tally.findings.isEmpty
        if !isComparable {
            tally.notes.append(
                Note("audit.run_folder_unread", "\(folder) was not compared: the record itself has findings")
            )
        }
        let files = RunDirectory.files(run, reader.recordSource())
        for name in RegularFile.names(in: folder) where !files.contains(where: { $0.name == name }) {
            // Not ours, but it goes wherever the folder goes.
            let path = "\(folder)/\(name)"
            // A folder, or too large
            guard let bytes = try? RegularFile.read(path, limit: SecretScan.sizeLimit) else { continue }
            for hit in scan.hits(in: bytes) { tally.find(.secret, "\(hit) stands in \(path)", at: place, path: path) }
        }
        for file in files {
            let path = "\(folder)/\(file.name)"
            guard RegularFile.exists(path) else {
                tally.notes.append(Note("audit.file_away", "\(path) is not there; the record still has what it said"))
                continue
            }
            // Told as a finding
            guard let bytes = try? RegularFile.read(path, limit: Self.sizeLimit) else {
                tally.find(.runFolder, "\(path) cannot be read", at: place, path: path)
                continue
            }
            if isComparable, bytes != file.bytes {
                tally.find(.runFolder, "\(path) is not what the record renders", at: place, path: path)
            }
            for hit in scan.hits(in: bytes) { tally.find(.secret, "\(hit) stands in \(path)", at: place, path: path) }
        }
    }
}
