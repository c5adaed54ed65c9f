import Glibc

extension Console {
    /// How large standard error's terminal is; 80 by 24 where it does not say.
    var errorSize: (columns: Int, rows: Int) {
        var size = winsize()
        guard unsafe ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
