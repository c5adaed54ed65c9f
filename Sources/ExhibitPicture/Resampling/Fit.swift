package import ExhibitModel

/// A picture brought to an exact size that its provider could not make.
package struct Fit: Sendable, Hashable {
    package enum Mode: String, Sendable, Hashable, CaseIterable {
        /// Fills the size; what is too much is cut off equally on both sides.
        case cover
        /// All of the picture, centred; what is left over has the background's colour.
        case contain
        /// Stretched or squeezed to the size.
        case exact
    }

    /// In pixels.
    static let longestEdge = 65_535

    package var size: PixelSize
    package var mode: Mode
    /// As in ``Resampler/resize(_:to:linearLight:)``.
    package var linearLight: Bool
    package var background: Colour

    /// Throws ``PictureError/tooManyPixels(_:limit:)``.
    package init(
        size: PixelSize,
        mode: Mode,
        linearLight: Bool = false,
        background: Colour = .clear,
        limits: PictureLimits = .standard
    ) throws(PictureError) {
        try limits.check(size)
        guard size.width <= Self.longestEdge, size.height <= Self.longestEdge else {
            throw .invalidOperation("\(size) has an edge of more than \(Self.longestEdge) pixels")
        }
        self.size = size
        self.mode = mode
        self.linearLight = linearLight
        self.background = background
    }

    package func apply(_ picture: PixelBuffer) -> PixelBuffer {
        guard picture.size != size else { return picture }
        switch mode {
        case .exact:
            return Resampler.resize(picture, to: size, linearLight: linearLight)
        case .cover:
            return Resampler.resize(picture, window: window(in: picture.size), to: size, linearLight: linearLight)
        case .contain:
            let inner = picture.size.scaled(toFit: size)
            var padded = PixelBuffer(width: size.width, height: size.height, background)
            padded.paste(
                Resampler.resize(picture, to: inner, linearLight: linearLight),
                x: (size.width - inner.width) / 2,
                y: (size.height - inner.height) / 2
            )
            return padded
        }
    }

    /// The greatest part of the source that has the form of ``size``, to a fraction of a pixel.
    private func window(in source: PixelSize) -> Resampler.Window {
        var window = Resampler.Window(source)
        if source.width * size.height > source.height * size.width {
            window.width = Double(source.height * size.width) / Double(size.height)
            window.x = (Double(source.width) - window.width) / 2
        } else {
            window.height = Double(source.width * size.height) / Double(size.width)
            window.y = (Double(source.height) - window.height) / 2
        }
        return window
    }
}

extension PixelSize {
    /// The greatest size of this form within `bounds`, to the nearest pixel and at least one.
    func scaled(toFit bounds: PixelSize) -> PixelSize {
        if width * bounds.height > height * bounds.width {
            PixelSize(width: bounds.width, height: max(1, (height * bounds.width + width / 2) / width))
        } else {
            PixelSize(width: max(1, (width * bounds.height + height / 2) / height), height: bounds.height)
        }
    }
}
