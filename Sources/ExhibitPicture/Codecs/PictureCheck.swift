import CPNG
import CTurboJPEG
import ExhibitModel

/// Whether a stored file is a picture that can be shown, not only a container whose parts add up.
package enum PictureCheck {
    /// True only if every row decodes without an error; nil where no streaming decoder exists for the media type.
    ///
    /// It reads the file itself and keeps as little of it in memory as its decoder allows: a few rows of a PNG, a
    /// sequential JPEG or a lossy WebP, two bytes a pixel for opacity in the latter, two bytes a sample of a progressive
    /// JPEG, five bytes a pixel of a lossless WebP. False for what is not there, is not a regular file, is not of that
    /// type, has more than 2³⁰ pixels (of a WebP's frame, 2²⁷), or would need more than half a gigabyte. Bytes after the
    /// picture are the business of the container's walk.
    package static func decodes(path: String, mediaType: String) -> Bool? {
        guard let format = PictureFormat.allCases.first(where: { $0.mediaType == mediaType }) else { return nil }
        guard RegularFile.facts(path)?.isRegular == true else { return false }
        return switch format {
        case .png: unsafe exhibit_png_check(path) == 1
        case .jpeg: unsafe exhibit_jpeg_check(path) == 1
        case .webp: WebPFileCheck.decodes(path: path)
        }
    }
}
