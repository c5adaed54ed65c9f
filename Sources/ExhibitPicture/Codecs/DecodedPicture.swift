/// The pixels of a file, upright, and what the file said of them.
package struct DecodedPicture: Sendable, Hashable {
    package let pixels: PixelBuffer
    package let format: PictureFormat
    /// EXIF's number (1 to 8) as found in a JPEG, else 1; the pixels are turned already.
    package let orientation: Int
    /// The file has a channel of opacity or a transparent colour, used or not.
    package let hasAlpha: Bool
    /// The file stores grey, or a palette of greys.
    package let isGrey: Bool
    /// Above 1 for an animation, of which ``pixels`` is the first frame.
    package let frames: Int

    init(
        _ pixels: PixelBuffer,
        _ format: PictureFormat,
        orientation: Int = 1,
        hasAlpha: Bool,
        isGrey: Bool,
        frames: Int = 1
    ) {
        self.pixels = pixels
        self.format = format
        self.orientation = orientation
        self.hasAlpha = hasAlpha
        self.isGrey = isGrey
        self.frames = frames
    }
}
