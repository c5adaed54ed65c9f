package import ExhibitModel
package import ExhibitRecord

/// Writes rendered files where they belong: by temporary name and rename, only those that changed, never synced.
///
/// The ledger is the record; what a crash tears is rendered again.
package enum WorkFolder {
    package static func write(_ files: [RunDirectory.File], into folder: String) throws(FileFault) {
        try RegularFile.makeFolder(folder)
        for file in files {
            let path = "\(folder)/\(file.name)"
            guard (try? RegularFile.read(path, limit: file.bytes.count + 1)) != file.bytes else { continue }
            try RegularFile.replace(path, with: file.bytes, durable: false)
        }
    }
}
