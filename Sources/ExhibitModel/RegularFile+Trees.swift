import Glibc

extension RegularFile {
    /// Copies a file of any size in pieces, which `each` sees; durable, and a failed copy leaves nothing behind.
    package static func copy(
        _ source: String,
        toNew path: String,
        mode: UInt32,
        each: ([UInt8]) -> Void = { _ in }
    ) throws(FileFault) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileFault("create", path, errno: errno) }
        defer { close(descriptor) }
        do throws(FileFault) {
            var offset = 0
            while case let piece = try read(source, at: offset, count: 1 << 20), !piece.isEmpty {
                try writeAll(piece, to: descriptor, path)
                each(piece)
                offset += piece.count
            }
            try sync(descriptor, path)
        } catch {
            unsafe unlink(path)
            throw error
        }
    }

    /// Removes a folder with all that is in it; symbolic links are removed, not followed.
    package static func removeTree(_ folder: String) throws(FileFault) {
        for name in names(in: folder) {
            let inner = "\(folder)/\(name)"
            var info = stat()
            guard unsafe lstat(inner, &info) == 0 else { throw FileFault("stat", inner, errno: errno) }
            if info.st_mode & S_IFMT == S_IFDIR { try removeTree(inner) } else { try remove(inner) }
        }
        guard unsafe rmdir(folder) == 0 else { throw FileFault("remove", folder, errno: errno) }
    }
}
