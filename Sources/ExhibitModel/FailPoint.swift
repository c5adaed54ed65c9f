import Glibc
import Synchronization

/// Places where tests end the process or refuse what it asks of the system; a release build has none of them.
///
/// `EXHIBIT_FAILPOINT=<name>:<n>:kill|eio|enospc` chooses the n-th time that the name is reached, `any` for every name. A name
/// is a step, such as `file.sync`, with `.before` or `.after`; what has happened already can no longer be refused.
/// `EXHIBIT_FAILPOINT_LOG` names a file that the names are added to as they are reached.
package enum FailPoint {
    /// Makes a system call; one that is refused gives -1 with `errno` and is not made.
    @inline(__always)
    package static func around<T: SignedInteger>(_ step: StaticString, _ call: () -> T) -> T {
        #if DEBUG
        if let fault = reach(step, "before") {
            errno = fault
            return -1
        }
        let result = call()
        let fault = errno
        _ = reach(step, "after")
        errno = fault
        return result
        #else
        return call()
        #endif
    }

    /// The system error with which a step is refused; nil to go on.
    @inline(__always)
    package static func before(_ step: StaticString) -> Int32? {
        #if DEBUG
        return reach(step, "before")
        #else
        return nil
        #endif
    }

    @inline(__always)
    package static func after(_ step: StaticString) {
        #if DEBUG
        _ = reach(step, "after")
        #endif
    }
}

#if DEBUG
extension FailPoint {
    private struct Chosen {
        let name: String
        let count: Int
        let action: String
    }

    private static let chosen: Chosen? = {
        let parts = variable("EXHIBIT_FAILPOINT")?.split(separator: ":").map(String.init) ?? []
        guard parts.count == 3, let count = Int(parts[1]) else { return nil }
        return Chosen(name: parts[0], count: count, action: parts[2])
    }()

    private static let log = variable("EXHIBIT_FAILPOINT_LOG")
    private static let reached = Mutex(0)

    private static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    private static func reach(_ step: StaticString, _ side: String) -> Int32? {
        guard chosen != nil || log != nil else { return nil }
        let name = "\(step).\(side)"
        if let log { note(name, in: log) }
        guard let chosen, chosen.name == name || chosen.name == "any" else { return nil }
        let isNow = reached.withLock { count in
            count += 1
            return count == chosen.count
        }
        guard isNow else { return nil }
        if chosen.action == "kill" { kill(getpid(), SIGKILL) }
        return chosen.action == "enospc" ? ENOSPC : EIO
    }

    private static func note(_ name: String, in log: String) {
        let descriptor = unsafe open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let line = Array((name + "\n").utf8)
        _ = unsafe write(descriptor, line, line.count)
        close(descriptor)
    }
}
#endif
