import ExhibitModel
import Glibc

/// Whether the process that opened a session is still there, asked without touching its lock file.
package enum SessionLife {
    package static func isHeld(_ session: String, _ home: Home) -> Bool {
        let descriptor = unsafe open(SessionLock.path(session, home), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        return false
    }
}
