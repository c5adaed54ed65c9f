import Glibc

/// The user that this process acts for.
package enum CurrentUser {
    package static var id: UInt32 { getuid() }
}
