import Glibc

/// How large the terminals are that standard output and standard error go to.
extension Console {
    /// How wide standard output's terminal is; 80 where it does not say.
    var columns: Int { Self.size(of: 1).columns }

    /// How large standard error's terminal is; 80 by 24 where it does not say.
    var errorSize: (columns: Int, rows: Int) { Self.size(of: 2) }

    private static func size(of descriptor: Int32) -> (columns: Int, rows: Int) {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
