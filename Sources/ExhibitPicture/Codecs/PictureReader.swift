package import ExhibitModel

/// Bytes of a PNG, JPEG or WebP file → pixels.
///
/// Sample values are taken as they are stored: neither gamma nor a colour profile changes them.
package enum PictureReader {
    /// The upright first frame; a picture that is damaged anywhere is refused, not half shown.
    package static func read(
        _ bytes: [UInt8],
        limits: PictureLimits = .standard
    ) throws(PictureError) -> DecodedPicture {
        switch try format(bytes) {
        case .png: try PNGReader.read(bytes, limits)
        case .jpeg: try JPEGReader.read(bytes, limits)
        case .webp: try WebPReader.read(bytes, limits)
        }
    }

    /// Upright, from the headers alone: the pixels may still be damaged.
    package static func size(_ bytes: [UInt8]) throws(PictureError) -> PixelSize {
        switch try format(bytes) {
        case .png: try PNGReader.size(bytes)
        case .jpeg: try JPEGReader.size(bytes)
        case .webp: try WebPReader.size(bytes)
        }
    }

    private static func format(_ bytes: [UInt8]) throws(PictureError) -> PictureFormat {
        if let format = PictureFormat(bytes) { return format }
        guard let name = UnreadFormat.name(bytes) else { throw .notAPicture }
        throw .unsupported(what: name, hint: "Save it as PNG, JPEG or WebP first.")
    }
}
