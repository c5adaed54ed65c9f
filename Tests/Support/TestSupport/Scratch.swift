import ExhibitModel
import Glibc

/// A folder that goes with the value.
package final class Scratch: Sendable {
    package let path: String

    package init() throws {
        let name = Hex.encode((0..<8).map { _ in UInt8.random(in: .min ... .max) })
        path = "/tmp/exhibit-test-\(name)"
        try RegularFile.makeFolder(path, mode: 0o700)
    }

    deinit {
        for name in RegularFile.names(in: path) where unsafe unlink("\(path)/\(name)") != 0 {
            unsafe rmdir("\(path)/\(name)")
        }
        unsafe rmdir(path)
    }
}
