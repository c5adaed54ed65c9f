import ExhibitModel
import Glibc

/// A folder of files for one test, gone with it.
final class TemporaryFolder {
    let path: String

    init() throws(FileFault) {
        var template = Array((P_tmpdir + "/exhibit-transport-XXXXXX").utf8CString)
        guard let made = unsafe mkdtemp(&template) else { throw FileFault("make folder", P_tmpdir, errno: errno) }
        path = unsafe String(cString: made)
    }

    deinit {
        for name in RegularFile.names(in: path) { unsafe unlink(path + "/" + name) }
        unsafe rmdir(path)
    }
}
