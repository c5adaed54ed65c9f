package import ExhibitModel
import Glibc

/// Why a loopback server could not start.
package enum ServingError: Error, Hashable, Sendable {
    case portTaken(UInt16)
    /// Ports below 1024 belong to the system.
    case portForbidden(UInt16)
    case refused(step: String, errno: Int32)
}

extension ServingError: Reportable {
    package var report: Report {
        switch self {
        case .portTaken(let port):
            Report(.portInUse, "port \(port) is taken by another program")
        case .portForbidden(let port):
            Report(
                .portInUse,
                "port \(port) may not be used by this user",
                hint: "choose a --port from 1024 on, or leave it out"
            )
        case .refused(let step, let errno):
            Report(
                .sandboxFailed,
                "the server on 127.0.0.1 could not start: \(step): \(FileFault(step, "", errno: errno).reason)"
            )
        }
    }
}
