import ExhibitModel
import Glibc

/// An advisory lock on a file (`flock(2)`), held until the value is gone; the kernel frees it when the process ends.
package struct FileLock: ~Copyable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Nil when another open file holds the lock.
    static func tryLock(_ path: String) throws(FileFault) -> FileLock? {
        while true {
            guard let lock = try tryLockOnce(path) else { return nil }
            // Its last holder may have removed the file after it was opened here: a lock on it would hold nothing.
            if lock.isStanding(at: path) { return lock }
        }
    }

    private static func tryLockOnce(_ path: String) throws(FileFault) -> FileLock? {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFault("open", path, errno: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let fault = errno
            close(descriptor)
            guard fault == EWOULDBLOCK else { throw FileFault("lock", path, errno: fault) }
            return nil
        }
        return FileLock(descriptor: descriptor)
    }

    private borrowing func isStanding(at path: String) -> Bool {
        var (own, named) = (stat(), stat())
        return unsafe fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino
            && own.st_dev == named.st_dev
    }

    /// Waits at most `seconds`; blocks the calling thread, which is the ledger's own.
    static func lock(_ path: String, seconds: Int) throws(LedgerError) -> FileLock {
        var waited = 0
        while true {
            do throws(FileFault) {
                if let lock = try tryLock(path) { return lock }
            } catch {
                throw error.errno == EACCES || error.errno == EROFS
                    ? .readOnly(home: RegularFile.folder(of: path)) : .file(error)
            }
            guard waited < seconds * 1000 else { throw .locked(path: path, seconds: seconds) }
            let pause = min(20, 1 + waited / 20)
            usleep(UInt32(pause) * 1000)
            waited += pause
        }
    }

    /// Runs `body` while holding the lock.
    package static func holding<T>(_ path: String, seconds: Int, _ body: () throws -> T) throws -> T {
        let lock = try lock(path, seconds: seconds)
        defer { lock.touch() }
        return try body()
    }

    /// Keeps the value alive up to here.
    private borrowing func touch() {}
}
