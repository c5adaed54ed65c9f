import ExhibitModel
import Glibc

/// Removes what a test has made.
enum TemporaryTree {
    static func remove(_ path: String) {
        if RegularFile.facts(path)?.isFolder == true {
            unsafe chmod(path, 0o700)
            for name in RegularFile.names(in: path) { remove("\(path)/\(name)") }
            unsafe rmdir(path)
        } else {
            unsafe unlink(path)
        }
    }

    /// Every file below a folder, relative to it.
    static func files(_ folder: String, below prefix: String = "") -> [String] {
        RegularFile.names(in: folder).flatMap { name in
            let path = "\(folder)/\(name)"
            return RegularFile.facts(path)?.isFolder == true ? files(path, below: "\(prefix)\(name)/") : [prefix + name]
        }
    }

    /// Writes over a file, whatever its mode.
    static func overwrite(_ path: String, _ bytes: [UInt8]) throws {
        unsafe unlink(path)
        try RegularFile.write(bytes, toNew: path, mode: 0o600, durable: false)
    }

    static func flip(_ path: String, at place: Int, bit: UInt8 = 1) throws {
        var bytes = try RegularFile.read(path)
        bytes[place] ^= bit
        try overwrite(path, bytes)
    }
}
