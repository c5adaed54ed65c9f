/// Pixels → a file's bytes: the same bytes for the same pixels, and nothing in them but the picture.
package enum PictureWriter {
    /// Exact, in the smallest of grey, grey with opacity, RGB and RGBA that holds these pixels, eight bits a sample.
    ///
    /// Texts become tEXt chunks; a keyword has 1 to 79 Latin-1 characters (PNG §11.3.3.2), anything else is our bug.
    package static func png(_ pixels: PixelBuffer, text: [(keyword: String, value: String)] = []) -> [UInt8] {
        PNGWriter.write(pixels, text)
    }

    /// Opacity is laid over white.
    package static func jpeg(_ pixels: PixelBuffer, quality: Int = 90) throws(PictureError) -> [UInt8] {
        throw .unsupported(what: "this format", hint: "Write a PNG.")
    }

    /// Without a quality it is exact, the colour under full transparency included.
    package static func webp(_ pixels: PixelBuffer, quality: Int? = nil) throws(PictureError) -> [UInt8] {
        throw .unsupported(what: "this format", hint: "Write a PNG.")
    }
}
