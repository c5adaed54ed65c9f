package import ExhibitModel

/// Pixels → a file's bytes: the same bytes for the same pixels, and nothing in them but the picture.
package enum PictureWriter {
    /// Exact, in the smallest of grey, grey with opacity, RGB and RGBA that holds these pixels, eight bits a sample.
    ///
    /// Texts become tEXt chunks; a keyword has 1 to 79 Latin-1 characters (PNG §11.3.3.2), anything else is our bug.
    package static func png(_ pixels: PixelBuffer, text: [(keyword: String, value: String)] = []) -> [UInt8] {
        PNGWriter.write(PNGRows(pixels), text)
    }

    /// One byte a pixel, 0 black to 255 white, row by row; another number of bytes is our bug.
    package static func png(
        grey bytes: [UInt8],
        _ size: PixelSize,
        text: [(keyword: String, value: String)] = []
    ) -> [UInt8] {
        PNGWriter.write(PNGRows(grey: bytes, width: size.width, height: size.height), text)
    }

    /// Opacity is laid over white; the quality is 1 to 100; an edge above 65500 is `unsupported`.
    package static func jpeg(_ pixels: PixelBuffer, quality: Int = 90) throws(PictureError) -> [UInt8] {
        try JPEGWriter.write(pixels, quality: quality)
    }

    /// Without a quality it is exact, the colour under full transparency included; an edge above 16383 is `unsupported`.
    package static func webp(_ pixels: PixelBuffer, quality: Int? = nil) throws(PictureError) -> [UInt8] {
        try WebPWriter.write(pixels, quality: quality)
    }
}
