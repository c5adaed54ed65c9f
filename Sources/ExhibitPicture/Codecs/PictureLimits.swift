import ExhibitModel

/// How much of a picture is decoded before it counts as a bomb.
package struct PictureLimits: Sendable, Hashable {
    /// Of one frame; four bytes of memory each, and as much again for what a decoder holds meanwhile.
    package var pixels: Int

    package init(pixels: Int = 1 << 26) {
        self.pixels = pixels
    }

    /// 2²⁶ pixels: 8192x8192.
    package static let standard = PictureLimits()

    func check(_ size: PixelSize) throws(PictureError) {
        let (pixels, overflows) = size.width.multipliedReportingOverflow(by: size.height)
        guard !overflows, pixels <= self.pixels else { throw .tooManyPixels(size, limit: self.pixels) }
    }
}
