import ExhibitCrypto
package import ExhibitModel
import Glibc
import Synchronization

/// A file of ours that nobody else has been told of: it goes with this object unless it is taken over.
package final class TemporaryFile: Sendable {
    package let path: String
    private let descriptor: Int32
    private let state = Mutex(State())

    private struct State {
        var isOpen = true
        var isTaken = false
    }

    /// Makes an empty file of mode 0600 under a new name.
    package init(in folder: String) throws(FileFault) {
        path = "\(folder)/\(Hex.encode(SystemRandom.bytes(16))).part"
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFault("create", path, errno: errno) }
    }

    deinit {
        state.withLock { state in
            if state.isOpen { close(descriptor) }
            if !state.isTaken { unsafe unlink(path) }
        }
    }

    package func write(_ bytes: [UInt8]) throws(FileFault) {
        try RegularFile.writeAll(bytes, to: descriptor, path)
    }

    /// Makes the bytes durable and ends the writing.
    package func seal() throws(FileFault) {
        try state.withLock { state throws(FileFault) in
            guard state.isOpen else { return }
            state.isOpen = false
            defer { close(descriptor) }
            try RegularFile.sync(descriptor, path)
        }
    }

    /// From here on the file belongs to whoever holds its path.
    package func take() {
        state.withLock { $0.isTaken = true }
    }
}
