import ExhibitModel

/// A small picture of a picture.
package enum Thumbnail {
    /// No edge longer than `longestEdge` pixels, and none shorter than one; a picture that is small enough stays as it
    /// is.
    package static func make(_ picture: PixelBuffer, longestEdge: Int) -> PixelBuffer {
        precondition(longestEdge > 0, "a thumbnail has pixels")
        guard max(picture.width, picture.height) > longestEdge else { return picture }
        return make(picture, picture.size.scaled(toFit: PixelSize(width: longestEdge, height: longestEdge)))
    }

    /// Boxes are averaged down to between two and four times the size first, as cheap there as the kernel is dear, and
    /// the kernel does the rest.
    static func make(_ picture: PixelBuffer, _ size: PixelSize) -> PixelBuffer {
        let ratio = min(picture.width / size.width, picture.height / size.height)
        let factor = min(ratio / 2, BoxShrink.greatest)
        guard factor > 1 else { return Resampler.resize(picture, to: size) }
        // The last boxes of a row may be partly beyond the picture: the window ends where the picture does.
        let window = Resampler.Window(
            x: 0,
            y: 0,
            width: Double(picture.width) / Double(factor),
            height: Double(picture.height) / Double(factor)
        )
        let smaller = BoxShrink.shrink(picture, by: factor)
        return Resampler.resize(smaller, window: window, to: size, linearLight: false)
    }
}
