package import ExhibitModel
import Glibc

/// Bytes by their hash: `artifacts/sha256/<2 hex>/<64 hex>`, 0400, never changed.
package struct ContentStore: Sendable, Hashable {
    private let root: String
    private let temporary: String

    init(_ home: Home) {
        root = home.artifacts
        temporary = home.temporary
    }

    package func path(_ digest: Digest) -> String {
        let hex = digest.hex
        return "\(root)/\(hex.prefix(2))/\(hex)"
    }

    package func has(_ digest: Digest) -> Bool { RegularFile.exists(path(digest)) }

    /// A folder for one attempt's unfinished bytes; see ``Recorder/makeTemporary(_:)``.
    func makeTemporary(_ attempt: String) throws(FileFault) -> String {
        let folder = "\(temporary)/\(attempt)"
        try RegularFile.makeFolder(folder, mode: 0o700)
        return folder
    }

    package func temporaryFolder(_ attempt: String) -> String { "\(temporary)/\(attempt)" }

    package func removeTemporary(_ attempt: String) {
        let folder = "\(temporary)/\(attempt)"
        for name in RegularFile.names(in: folder) {
            unsafe unlink("\(folder)/\(name)")
        }
        unsafe rmdir(folder)
    }

    /// Names of what is unfinished: folders of attempts, and files on their way into the store.
    func unfinished() -> [String] { RegularFile.names(in: temporary) }

    func removeUnfinished(_ name: String) {
        removeTemporary(name)
        unsafe unlink("\(temporary)/\(name)")
    }

    /// Takes a finished, synced temporary file into the store; durable when it returns.
    func take(_ file: String, as digest: Digest) throws(FileFault) {
        let path = try prepare(digest)
        // Already taken by an append whose transaction failed.
        guard file != path else { return }
        if RegularFile.exists(path) {
            try RegularFile.remove(file)
            return
        }
        unsafe chmod(file, 0o400)
        try RegularFile.rename(file, to: path)
        try RegularFile.syncFolder(of: path)
    }

    func put(_ bytes: [UInt8], as digest: Digest) throws(FileFault) {
        let path = try prepare(digest)
        guard !RegularFile.exists(path) else { return }
        let scratch = "\(temporary)/\(digest.hex).\(getpid())"
        try RegularFile.remove(scratch)
        try RegularFile.write(bytes, toNew: scratch, mode: 0o400, durable: true)
        try RegularFile.rename(scratch, to: path)
        try RegularFile.syncFolder(of: path)
    }

    private func prepare(_ digest: Digest) throws(FileFault) -> String {
        let path = path(digest)
        try RegularFile.makeFolder(RegularFile.folder(of: path), mode: 0o700)
        return path
    }
}
