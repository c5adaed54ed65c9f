import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import Glibc

/// Copies bytes of the store to the user's path: by temporary file, sync and rename.
enum DeliveredFile {
    static func copy(_ source: String, to path: String, overwrites: Bool) throws(FileFault) {
        let folder = RegularFile.folder(of: path)
        let temporary = "\(folder)/.\(RegularFile.name(of: path)).\(getpid()).tmp"
        try RegularFile.remove(temporary)
        try copyBytes(source, toNew: temporary)
        do throws(FileFault) {
            if overwrites {
                try RegularFile.rename(temporary, to: path)
            } else {
                // link(2) fails where a file is: no look-before-rename race.
                let fault = FailPoint.around("file.link", { unsafe link(temporary, path) }) == 0 ? 0 : errno
                // A crash may have come between the delivery and its entry: then the very picture stands there.
                guard fault == 0 || (fault == EEXIST && digest(of: path) == digest(of: source)) else {
                    throw FileFault("create", path, errno: fault)
                }
                try RegularFile.remove(temporary)
            }
        } catch {
            unsafe unlink(temporary)
            throw error
        }
        try RegularFile.syncFolder(of: path)
    }

    /// Of the file that stands at the path; nil when there is none.
    static func digest(of path: String) -> Digest? {
        guard RegularFile.facts(path)?.isRegular == true else { return nil }
        var hash = SHA256()
        do {
            try BlobSource.file(path).forEachWindow { hash.update($0) }
        } catch {
            return nil
        }
        return hash.finish()
    }

    private static func copyBytes(_ source: String, toNew path: String) throws(FileFault) {
        let to = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard to >= 0 else { throw FileFault("create", path, errno: errno) }
        defer { close(to) }
        var offset = 0
        do throws(FileFault) {
            while true {
                let window = try RegularFile.read(source, at: offset, count: 1 << 20)
                guard !window.isEmpty else { break }
                try RegularFile.writeAll(window, to: to, path)
                offset += window.count
            }
            try RegularFile.sync(to, path)
        } catch {
            unsafe unlink(path)
            throw error
        }
    }
}
