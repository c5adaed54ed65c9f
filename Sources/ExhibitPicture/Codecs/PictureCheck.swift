import CPNG
import ExhibitModel

/// Whether a stored file is a picture that can be shown, not only a container whose parts add up.
package enum PictureCheck {
    /// True only if every row decodes without an error; nil where no streaming decoder exists for the media type.
    ///
    /// It reads the file itself and keeps as little of it in memory as its decoder allows. False for what is not there,
    /// is not a regular file, is not of that type, or has more than a gigapixel. Bytes after the picture are the
    /// business of the container's walk.
    package static func decodes(path: String, mediaType: String) -> Bool? {
        guard mediaType == PictureFormat.png.mediaType else { return nil }
        guard RegularFile.facts(path)?.isRegular == true else { return false }
        return unsafe exhibit_png_check(path) == 1
    }
}
