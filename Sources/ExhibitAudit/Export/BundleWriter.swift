import CLinux
import ExhibitArchive
import ExhibitCrypto
import ExhibitModel
import Glibc

/// Writes a bundle's files into a folder that nobody sees yet, and keeps their hashes.
final class BundleWriter {
    private let folder: String
    private var sums: [(path: String, digest: Digest)] = []

    private var folders: Set<String> = []

    init(_ folder: String) throws(FileFault) {
        self.folder = folder
        try RegularFile.makeFolder(folder, mode: 0o700)
    }

    /// The file's path, in a folder that is there.
    private func path(_ name: String) throws(FileFault) -> String {
        let parent = RegularFile.folder(of: name)
        if parent != ".", folders.insert(parent).inserted { try RegularFile.makeFolder("\(folder)/\(parent)") }
        return "\(folder)/\(name)"
    }

    var count: Int { sums.count }

    func write(_ name: String, _ bytes: [UInt8]) throws(FileFault) {
        try RegularFile.write(bytes, toNew: try path(name), mode: 0o644, durable: false)
        sums.append((name, SHA256.hash(bytes)))
    }

    /// Writes a file in pieces, in flat memory.
    func write(_ name: String, pieces: (_ put: ([UInt8]) throws -> Void) throws -> Void) throws {
        let path = try path(name)
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileFault("create", path, errno: errno) }
        defer { close(descriptor) }
        var hash = SHA256()
        var buffer: [UInt8] = []
        try pieces { bytes in
            hash.update(bytes)
            buffer += bytes
            guard buffer.count >= 1 << 18 else { return }
            try RegularFile.writeAll(buffer, to: descriptor, path)
            buffer.removeAll(keepingCapacity: true)
        }
        try RegularFile.writeAll(buffer, to: descriptor, path)
        sums.append((name, hash.finish()))
    }

    /// Copies what must have this hash.
    ///
    /// - Throws: `evidence.broken` when it has another: a bundle that does not verify is not handed out.
    func copy(_ blob: HeldBlob, as name: String, _ digest: Digest) throws {
        try write(name) { put in try blob.source.forEachWindow(put) }
        guard sums.last?.digest == digest else {
            throw Report(
                .evidenceBroken,
                "\(blob.place) is not what the ledger recorded",
                hint: "exhibit audit verify says more; nothing was exported"
            )
        }
    }

    /// Lists everything, in the form of `sha256sum`, and makes all of it durable.
    ///
    /// The folder gets its name afterwards, so one sync of its file system does for thousands of small files.
    func finish() throws(FileFault) {
        let lines = sums.sorted { $0.path < $1.path }.map { "\($0.digest.hex)  \($0.path)\n" }
        try RegularFile.write(
            Array(lines.joined().utf8),
            toNew: "\(folder)/\(BundleLayout.sums)",
            mode: 0o644,
            durable: false
        )
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFault("open", folder, errno: errno) }
        defer { close(descriptor) }
        guard syncfs(descriptor) == 0 else { throw FileFault("sync", folder, errno: errno) }
    }

    /// Removes what was written so far.
    static func discard(_ folder: String) {
        for name in RegularFile.names(in: folder) {
            let path = "\(folder)/\(name)"
            if RegularFile.facts(path)?.isFolder == true { discard(path) } else { unsafe unlink(path) }
        }
        unsafe rmdir(folder)
    }
}
