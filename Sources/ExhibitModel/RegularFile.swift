import Glibc

/// Reading and writing whole regular files, so that what was written survives a crash and what is read cannot block.
package enum RegularFile {
    package struct Facts: Sendable, Hashable {
        package let bytes: Int64
        package let isRegular: Bool
        package let isFolder: Bool
        package let owner: UInt32
        /// Permission bits.
        package let mode: UInt32

        fileprivate init(_ info: stat) {
            bytes = Int64(info.st_size)
            isRegular = info.st_mode & S_IFMT == S_IFREG
            isFolder = info.st_mode & S_IFMT == S_IFDIR
            owner = info.st_uid
            mode = info.st_mode & 0o7777
        }
    }

    /// Facts of what `path` leads to (symbolic links followed), or nil when nothing is there.
    package static func facts(_ path: String) -> Facts? {
        var info = stat()
        guard unsafe stat(path, &info) == 0 else { return nil }
        return Facts(info)
    }

    package static func exists(_ path: String) -> Bool {
        var info = stat()
        return unsafe lstat(path, &info) == 0
    }

    /// The whole file; a FIFO, device or folder is refused (`EINVAL`, `EISDIR`) instead of waited for, and a file beyond
    /// `limit` bytes is `EFBIG`.
    package static func read(_ path: String, limit: Int = .max) throws(FileFault) -> [UInt8] {
        try readWithFacts(path, limit: limit).bytes
    }

    /// The whole file as ``read(_:limit:)`` gives it, with the facts of the very file that was read.
    package static func readWithFacts(
        _ path: String,
        limit: Int = .max
    ) throws(FileFault) -> (bytes: [UInt8], facts: Facts) {
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFault("open", path, errno: errno) }
        defer { close(descriptor) }
        var info = stat()
        guard unsafe fstat(descriptor, &info) == 0 else { throw FileFault("stat", path, errno: errno) }
        guard info.st_mode & S_IFMT != S_IFDIR else { throw FileFault("read", path, errno: EISDIR) }
        guard info.st_mode & S_IFMT == S_IFREG else { throw FileFault("read", path, errno: EINVAL) }
        guard Int(info.st_size) <= limit else { throw FileFault("read", path, errno: EFBIG) }
        return (try read(descriptor, path, expected: Int(info.st_size), limit: limit), Facts(info))
    }

    /// Everything that descriptor 0 gives, at most `limit` bytes.
    package static func readStandardInput(limit: Int) throws(FileFault) -> [UInt8] {
        try read(0, "standard input", expected: 65_536, limit: limit)
    }

    private static func read(
        _ descriptor: Int32,
        _ path: String,
        expected: Int,
        limit: Int
    ) throws(FileFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected)
        let chunk = 1 << 17
        while true {
            var got = 0
            var fault: Int32 = 0
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                repeat {
                    got = unsafe Glibc.read(descriptor, buffer.baseAddress, chunk)
                } while got < 0 && errno == EINTR
                fault = errno
                count = max(0, got)
            }
            guard got >= 0 else { throw FileFault("read", path, errno: fault) }
            guard got > 0 else { return bytes }
            bytes += piece
            guard bytes.count <= limit else { throw FileFault("read", path, errno: EFBIG) }
        }
    }

    /// `count` bytes from `offset` on; fewer at the end of the file.
    package static func read(_ path: String, at offset: Int, count: Int) throws(FileFault) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFault("open", path, errno: errno) }
        defer { close(descriptor) }
        var got = 0
        var fault: Int32 = 0
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            got = unsafe pread(descriptor, buffer.baseAddress, count, off_t(offset))
            fault = errno
            filled = max(0, got)
        }
        guard got >= 0 else { throw FileFault("read", path, errno: fault) }
        return piece
    }

    /// Writes `bytes` beside `path`, syncs, and renames: readers see the old file or the new one, never a part.
    ///
    /// With `durable`, file and folder are synced too, so that a power cut keeps it.
    package static func replace(
        _ path: String,
        with bytes: [UInt8],
        mode: UInt32 = 0o644,
        durable: Bool
    ) throws(FileFault) {
        let temporary = path + ".\(getpid()).tmp"
        // Left by a crash under the same number: in a container they repeat.
        try remove(temporary)
        try write(bytes, toNew: temporary, mode: mode, durable: durable)
        guard move(temporary, path) == 0 else {
            let fault = errno
            unsafe unlink(temporary)
            throw FileFault("rename", path, errno: fault)
        }
        if durable { try syncFolder(of: path) }
    }

    /// Writes a file that must not exist yet; a failed write leaves nothing behind.
    package static func write(_ bytes: [UInt8], toNew path: String, mode: UInt32, durable: Bool) throws(FileFault) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileFault("create", path, errno: errno) }
        do throws(FileFault) {
            try writeAll(bytes, to: descriptor, path)
            if durable { try sync(descriptor, path) }
        } catch {
            close(descriptor)
            unsafe unlink(path)
            throw error
        }
        close(descriptor)
    }

    package static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FileFault) {
        var done = 0
        while done < bytes.count {
            let wrote = FailPoint.around("file.write") {
                unsafe bytes.withUnsafeBytes { buffer in
                    unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                }
            }
            if wrote < 0, errno == EINTR { continue }
            guard wrote > 0 else { throw FileFault("write", path, errno: errno) }
            done += wrote
        }
    }

    /// Adds one line to a log that several processes may write; durable when it returns.
    package static func append(_ line: String, to path: String) throws(FileFault) {
        let isNew = !exists(path)
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFault("open", path, errno: errno) }
        defer { close(descriptor) }
        try writeAll(Array((line + "\n").utf8), to: descriptor, path)
        try sync(descriptor, path)
        if isNew { try syncFolder(of: path) }
    }

    /// Makes durable what another program wrote to the file.
    package static func sync(_ path: String) throws(FileFault) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFault("open", path, errno: errno) }
        defer { close(descriptor) }
        try sync(descriptor, path)
    }

    /// Makes durable what was written to an open file.
    package static func sync(_ descriptor: Int32, _ path: String) throws(FileFault) {
        guard FailPoint.around("file.sync", { fsync(descriptor) }) == 0 else {
            throw FileFault("sync", path, errno: errno)
        }
    }

    package static func syncFolder(of path: String) throws(FileFault) {
        let folder = folder(of: path)
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFault("open", folder, errno: errno) }
        defer { close(descriptor) }
        guard FailPoint.around("folder.sync", { fsync(descriptor) }) == 0 else {
            throw FileFault("sync", folder, errno: errno)
        }
    }

    /// Makes the folder and its parents; one that is there already is fine.
    package static func makeFolder(_ path: String, mode: UInt32 = 0o755) throws(FileFault) {
        if let facts = facts(path) {
            guard facts.isFolder else { throw FileFault("make folder", path, errno: ENOTDIR) }
            return
        }
        let parent = folder(of: path)
        if parent != path { try makeFolder(parent, mode: mode) }
        guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else {
            throw FileFault("make folder", path, errno: errno)
        }
    }

    /// Whether this process may make files in the folder.
    package static func isWritableFolder(_ path: String) -> Bool {
        unsafe access(path, W_OK | X_OK) == 0
    }

    package static func isReadable(_ path: String) -> Bool {
        unsafe access(path, R_OK) == 0
    }

    package static func rename(_ old: String, to new: String) throws(FileFault) {
        guard move(old, new) == 0 else { throw FileFault("rename", new, errno: errno) }
    }

    private static func move(_ old: String, _ new: String) -> Int32 {
        FailPoint.around("file.rename") { unsafe Glibc.rename(old, new) }
    }

    package static func setMode(_ path: String, _ mode: UInt32) throws(FileFault) {
        guard unsafe chmod(path, mode) == 0 else { throw FileFault("change mode of", path, errno: errno) }
    }

    package static func remove(_ path: String) throws(FileFault) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw FileFault("remove", path, errno: errno) }
    }

    /// Names in the folder, sorted, without `.` and `..`; empty when the folder is not there.
    package static func names(in folder: String) -> [String] {
        guard let handle = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(handle) }
        var names: [String] = []
        while let entry = unsafe readdir(handle) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The path without symbolic links, `.` and `..` (realpath(3)); nil when nothing is there.
    package static func realPath(_ path: String) -> String? {
        guard let found = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    package static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// Bytes that an unprivileged process may still write to the file system that holds `path`; nil when unknown.
    package static func freeSpace(at path: String) -> Int64? {
        var info = statvfs()
        // Without blocks it is no file system for files, such as /proc.
        guard unsafe statvfs(path, &info) == 0, info.f_blocks > 0 else { return nil }
        return Int64(info.f_bavail) * Int64(info.f_frsize)
    }
}
