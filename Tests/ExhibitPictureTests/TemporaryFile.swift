import ExhibitModel
import FoundationEssentials

/// A file that is there while `body` runs.
func withTemporaryFile<T>(_ bytes: [UInt8], _ body: (String) throws -> T) throws -> T {
    let name = "exhibit-picture-\(UInt64.random(in: 0 ... .max))"
    let path = FileManager.default.temporaryDirectory.path + "/" + name
    try RegularFile.write(bytes, toNew: path, mode: 0o600, durable: false)
    defer { try? RegularFile.remove(path) }  // a leftover in the temporary folder changes no result
    return try body(path)
}
