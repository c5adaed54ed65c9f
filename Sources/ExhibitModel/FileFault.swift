import Glibc

/// A file operation that the operating system refused.
package struct FileFault: Error, Sendable, Hashable, Reportable {
    package let step: String
    package let path: String
    package let errno: Int32

    package init(_ step: String, _ path: String, errno: Int32) {
        self.step = step
        self.path = path
        self.errno = errno
    }

    package var reason: String {
        unsafe String(cString: strerror(errno))
    }

    package var report: Report {
        switch errno {
        case EFBIG where step == "read": Report(.fileFailed, "\(step) \(path): it is larger than the limit")
        case ENOSPC, EDQUOT, EFBIG: Report(.diskFull, "\(step) \(path): \(reason)")
        case ENOENT: Report(.fileNotFound, "\(step) \(path): \(reason)")
        default: Report(.fileFailed, "\(step) \(path): \(reason)")
        }
    }
}
