/// Finds the one thing a picture shows, so that it, or all but it, can be edited.
package struct ObjectSelection: Sendable, Hashable {
    package enum Mode: String, Sendable, Hashable, CaseIterable {
        /// What the picture's own opacity shows.
        case alpha
        /// What is left when a backdrop of one colour is taken away from the border inwards.
        case backdrop
        /// By opacity if the picture makes use of it, else by backdrop.
        case auto
    }

    package var mode: Mode
    /// How far a colour may be from the backdrop's and still be backdrop, 0 to 442: see ``BackdropDistance``.
    package var threshold: Int
    /// The border that speaks for the backdrop has this width, and each corner this square, in pixels.
    package var sampleSize: Int

    package init(mode: Mode = .backdrop, threshold: Int = 40, sampleSize: Int = 8) {
        self.mode = mode
        self.threshold = threshold
        self.sampleSize = sampleSize
    }

    /// - Throws: ``PictureError/noAlpha``, ``PictureError/backdropUnclear(_:)``, ``PictureError/noObject(_:)``, or
    ///   ``PictureError/invalidOperation(_:)`` for a threshold or sample size out of range.
    package func select(_ picture: DecodedPicture) throws(PictureError) -> SelectedObject {
        switch mode {
        case .alpha: try AlphaCut.select(picture)
        case .backdrop: try backdrop(of: picture.pixels)
        case .auto:
            if AlphaCut.isMeaningful(picture) { try AlphaCut.select(picture) } else { try backdrop(of: picture.pixels) }
        }
    }

    private func backdrop(of pixels: PixelBuffer) throws(PictureError) -> SelectedObject {
        guard (0...442).contains(threshold) else { throw .invalidOperation("threshold must be 0 to 442") }
        guard sampleSize > 0 else { throw .invalidOperation("sample size must be at least 1") }
        let border = PictureBorder(pixels, width: sampleSize)
        return try BackdropCut(threshold: threshold, speck: sampleSize * sampleSize).select(pixels, border)
    }
}
