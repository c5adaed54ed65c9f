import CPNG
import CTurboJPEG
import CWebP

/// The libraries that pictures go through, as they are in this process.
package enum PictureLibraries {
    package static var libpng: String { unsafe String(cString: exhibit_png_version()) }

    package static var libjpegTurbo: String { unsafe String(cString: exhibit_jpeg_version()) }

    /// Packed as one byte each of major, minor and revision.
    package static var libwebp: String {
        let version = WebPGetDecoderVersion()
        return "\(version >> 16).\(version >> 8 & 255).\(version & 255)"
    }
}
