import CPNG
import ExhibitModel

/// Whether a stored file is a picture that can be shown, not only a container whose parts add up.
package enum PNGCheck {
    /// True only if libpng decodes every row of every pass, and the end chunk, without an error.
    ///
    /// It reads the file itself and keeps one row in memory. False for what is not there, is not a regular file, is not
    /// a PNG, or has more than a gigapixel. Bytes after the end chunk are the business of the container's walk.
    package static func decodes(path: String) -> Bool {
        guard RegularFile.facts(path)?.isRegular == true else { return false }
        return unsafe exhibit_png_check(path) == 1
    }
}
