import ExhibitJSON
import ExhibitLedger
import ExhibitModel
import ExhibitRecord

/// Compares a run's folder with the record rendered anew.
struct RunFolderCheck {
    private let reader: AuditReader
    private let scan: SecretScan
    private static let sizeLimit = 16 << 20

    init(_ reader: AuditReader, _ scan: SecretScan) {
        self.reader = reader
        self.scan = scan
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
        tally.counts[.runFolders] += 1
        for file in RunDirectory.files(run, reader.recordSource()) {
            let path = "\(folder)/\(file.name)"
            guard RegularFile.exists(path) else {
                tally.notes.append(Note("audit.file_away", "\(path) is not there; the next run renders it again"))
                continue
            }
            guard let bytes = try? RegularFile.read(path, limit: Self.sizeLimit) else {  // told as a finding
                tally.find(.runFolder, "\(path) cannot be read", at: place, path: path)
                continue
            }
            if bytes != file.bytes { tally.find(.runFolder, "\(path) is not what the record renders", at: place, path: path) }
            for hit in scan.hits(in: bytes) { tally.find(.secret, "\(hit) stands in \(path)", at: place, path: path) }
        }
    }
}
