package import ExhibitModel
import Synchronization

/// The turn at a provider that takes one request at a time: one process of a home has it, until it lets go or ends.
package final class ProviderLock: Sendable {
    private let lock: Mutex<FileLock?>

    private init(_ lock: consuming FileLock) {
        self.lock = Mutex(lock)
    }

    /// Nil while another process has the provider's turn; providers whose names look alike in a path share one.
    package static func tryTake(_ provider: String, in home: Home) throws(FileFault) -> ProviderLock? {
        try RegularFile.makeFolder(home.locks, mode: 0o700)
        guard let lock = try FileLock.tryLock("\(home.locks)/provider-\(Slug.of(provider)).lock") else { return nil }
        return ProviderLock(lock)
    }

    @inline(never)
    package func release() {
        lock.withLock { $0 = nil }
    }
}
