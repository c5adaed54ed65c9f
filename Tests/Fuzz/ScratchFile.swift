import ExhibitModel
import Glibc

/// A file for those targets that read one by its path.
enum ScratchFile {
    private static let path = "/tmp/exhibit-fuzz-\(getpid())"

    static func with<T>(_ bytes: [UInt8], _ body: (String) -> T) -> T {
        try? RegularFile.remove(path)  // the file of the input before
        do {
            try RegularFile.write(bytes, toNew: path, mode: 0o600, durable: false)
        } catch {
            preconditionFailure("\(error)")
        }
        return body(path)
    }
}
