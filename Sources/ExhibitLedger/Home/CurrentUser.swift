import Glibc

/// The user that this process acts for.
enum CurrentUser {
    static var id: UInt32 { getuid() }
}
